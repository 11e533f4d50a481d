"""An old address leads a reader to the page that took its place: on a server, from disk, without scripts."""

import shutil
from pathlib import Path

import pytest

from apidocs.site.finish.redirects import Redirect, write_redirects
from browser import seed
from browser.pages import SitePage
from browser.serving import serving
from browser.tabs import Tabs
from support.documents import WORDS

OLD = "api-reference/automation/showsession/"
REDIRECT = Redirect(OLD, seed.ADDRESS, "redirects.yaml", 1)


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_old_address_leads_to_the_new_one(
    tabs: Tabs, built_project: Path, tmp_path: Path, *, has_scripts: bool
) -> None:
    site = Path(shutil.copytree(built_project / "site", tmp_path / "site"))
    write_redirects([REDIRECT], site, WORDS, names_files=False)
    with serving(site) as home:
        page = tabs.open(SitePage, home, java_script_enabled=has_scripts)
        page.page.goto(f"{home}{OLD}#response-501")
        page.page.wait_for_url(f"**/{seed.ADDRESS}" + ("#response-501" if has_scripts else ""))
        assert page.watch.complaints() == ""


def test_an_old_address_leads_to_the_new_one_from_disk(
    tabs: Tabs, offline_folder: Path, tmp_path: Path
) -> None:
    site = Path(shutil.copytree(offline_folder, tmp_path / "site"))
    write_redirects([REDIRECT], site, WORDS, names_files=True)
    page = tabs.open(SitePage, f"{site.as_uri()}/")
    page.open(f"{OLD}index.html#response-501")
    page.page.wait_for_url(f"**/{seed.ADDRESS}index.html#response-501")
    assert page.watch.complaints() == ""

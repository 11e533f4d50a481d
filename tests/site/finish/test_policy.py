"""The Content-Security-Policy of a page: strict, and right for each page of the built site."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from apidocs.site.finish.content_security_policy import with_policy

PALETTE = 'var palette=__md_get("__palette");'
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
# Script elements that run what stands in them, not data.
INLINE = re.compile(r"<script(?![^>]*(?:\bsrc=|application/json))[^>]*>(.*?)</script>", re.DOTALL)


def policy_of(html: str) -> str:
    """Return the policy of a page, which has exactly one."""
    (policy,) = META.findall(html)
    return str(policy)


def hash_of(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


@pytest.mark.parametrize(
    "script", ["alert(1)", PALETTE, 'new URL("x",location)', "", "var a=1;</script ><script>alert(1)"]
)
def test_a_script_that_is_not_the_themes_own_gets_no_hash(script: str) -> None:
    html = with_policy(f"<html><head></head><body><script>{script}</script></body></html>")
    assert "sha256" not in policy_of(html)


def test_nothing_is_allowed_but_files_of_the_site() -> None:
    policy = policy_of(with_policy("<html><head></head></html>"))
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_of_a_page_that_is_all_ours_script_and_style_are_allowed_and_its_form() -> None:
    html = "<html><head><style>a{}</style></head><script>f()</script></html>"
    policy = policy_of(with_policy(html, trusted=True))
    assert f"script-src 'self' {hash_of('f()')}; style-src 'self' {hash_of('a{}')};" in policy
    assert policy.endswith("form-action 'self'")


def test_every_page_has_a_policy_before_anything_it_applies_to(built_project: Path) -> None:
    pages = sorted((built_project / "site").rglob("*.html"))
    assert pages
    for page in pages:
        assert re.search(r"<head>\s*<meta http-equiv=", page.read_text(encoding="utf-8")), page
        assert policy_of(page.read_text(encoding="utf-8")), page


def test_every_inline_script_of_every_page_is_allowed_by_its_hash(built_project: Path) -> None:
    for page in (built_project / "site").rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        scripts = INLINE.findall(html)
        assert scripts, page
        assert [script for script in scripts if hash_of(script) not in policy_of(html)] == [], page


def test_only_a_page_that_checks_the_connection_may_ask_apps_on_this_computer() -> None:
    asking = with_policy('<head></head><ol data-health="/health"></ol>')
    assert "connect-src 'self' http://127.0.0.1:* http://localhost:*;" in asking
    assert "http://127.0.0.1:*" in with_policy('<head></head><template data-try=""></template>')
    assert "connect-src 'self';" in with_policy("<head></head>")
    assert "connect-src 'self';" in with_policy("<head></head><p> data-health=&quot;x&quot;</p>")

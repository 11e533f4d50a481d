"""The options of the plugin, and what a Material site of a team's own gives to its reference."""

import json
import re
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from support.documents import real_document

HELLO = """\
openapi: 3.1.0
info: {title: Hello, version: "1"}
servers: [{url: "https://hello.example"}, {url: "http://127.0.0.1:8080"}]
tags: [{name: greetings}, {name: people}]
paths:
  /hello:
    get:
      operationId: sayHello
      tags: [greetings]
      summary: Say hello
      parameters:
        - {name: secretly, in: query, x-internal: true, schema: {type: string}}
        - {name: loudly, in: query, schema: {type: boolean}}
      responses:
        "200":
          description: Greeted.
          content:
            application/json:
              schema:
                type: object
                required: [text, debug]
                properties: {text: {type: string}, debug: {$ref: "#/components/schemas/Debug"}}
  /people:
    post: {operationId: meet, tags: [people], summary: Meet, responses: {"200": {description: Met.}}}
  /inside:
    get:
      x-internal: true
      operationId: lookInside
      summary: Look inside
      responses: {"200": {description: Seen.}}
components:
  schemas:
    Debug: {x-internal: true, type: object, description: What only we see.}
"""
CONFIG: dict[str, Any] = {
    "site_name": "Team docs",
    "repo_url": "https://github.com/team/docs",
    "edit_uri": "edit/main/docs/",
    "theme": {
        "name": "material",
        "logo": "logo.svg",
        "favicon": "icon.png",
        "palette": {"primary": "teal", "accent": "pink"},
        "font": {"text": "Lato"},
        "features": ["navigation.tabs", "navigation.footer", "navigation.top", "content.action.edit"],
    },
    "extra": {"social": [{"icon": "fontawesome/brands/github", "link": "https://github.com/team"}]},
    "plugins": ["search", "tags"],
    "nav": [{"Home": "index.md"}, {"Museum": "museum.yaml"}, {"Hello": "specs/hello.yaml"}],
}
OPTIONS = {
    "samples": ["python", "curl"],
    "servers": ["http://127.0.0.1:8080"],
    "tags": ["people", {"Visits": ["Tickets", "Events"]}],
    "schemas": "navigation",
}


@pytest.fixture(scope="module", autouse=True)
def _installed() -> Iterator[None]:
    """Let MkDocs know this checkout's plugin, as it knows one that is installed."""
    entry = EntryPoint("apidocs", "apidocs.site.plugin.plugin:ApidocsPlugin", "mkdocs.plugins")
    option: Any = dict(MkDocsConfig._schema)["plugins"]  # noqa: SLF001 - MkDocs asks for its plugins once
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(option.installed_plugins, "apidocs", entry)
        yield


def write_site(folder: Path, options: dict[str, Any] | None = None, spec: str = HELLO) -> Path:
    config = {**CONFIG, "plugins": [*CONFIG["plugins"], {"apidocs": options or {}}]}
    texts = {
        "mkdocs.yml": yaml.safe_dump(config),
        "docs/index.md": "# Team\n",
        "docs/logo.svg": "<svg/>",
        "docs/museum.yaml": real_document("museum/openapi.yaml").read_text(encoding="utf-8"),
        "specs/hello.yaml": spec,
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def build_site(folder: Path) -> Path:
    build(load_config(str(folder / "mkdocs.yml"), strict=True))
    return folder / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(write_site(tmp_path_factory.mktemp("team"), OPTIONS))


@pytest.fixture(scope="module")
def other_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(write_site(tmp_path_factory.mktemp("other"), {"internal": True}))


def page(site: Path, name: str) -> str:
    return (site / name / "index.html").read_text(encoding="utf-8")


def test_samples_are_those_of_the_option_in_its_order(site: Path) -> None:
    for name in ("hello/greetings/sayhello", "museum/tickets/buymuseumtickets"):
        tabs = re.findall(r'for="__call_\d+">([^<]*)<', page(site, name))
        assert tabs == ["Python", "curl"]


def test_servers_are_those_of_the_option_where_a_description_has_one_of_them(site: Path) -> None:
    hello = page(site, "hello/greetings/sayhello")
    assert "http://127.0.0.1:8080/hello" in hello
    assert "https://hello.example" not in hello
    assert "https://redocly.com/_mock/docs/openapi/museum-api" in page(
        site, "museum/tickets/buymuseumtickets"
    )


def test_tags_are_ordered_and_grouped(site: Path) -> None:
    text = page(site, "museum").partition("<article")[2]
    places = [text.index(title) for title in ("Visits", "Tickets", "Events", "Operations")]
    assert places == sorted(places)
    hello = page(site, "hello")
    assert hello.index("meet/") < hello.index("sayhello/")


def test_schemas_stand_in_the_navigation_when_that_is_asked_for(site: Path, other_site: Path) -> None:
    listed = re.compile(r'<a href="[^"]*TicketType/" class="md-nav__link"')
    assert listed.search(page(site, "museum/schemas"))
    assert not listed.search(page(other_site, "museum/schemas"))


def test_internal_parts_are_hidden_in_pages_twins_and_downloads(site: Path, other_site: Path) -> None:
    hidden = ("secretly", "lookInside", "debug", "What only we see", "x-internal")
    files = [file for file in (site / "hello").rglob("*") if file.is_file()]
    assert len(files) > 15
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert not [word for word in hidden if word in text], file
    assert "loudly" in page(site, "hello/greetings/sayhello")
    assert "secretly" in page(other_site, "hello/greetings/sayhello")


def test_a_search_hit_says_of_which_description_it_is(site: Path) -> None:
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    titles = {entry["location"]: entry["title"] for entry in index["docs"]}
    assert titles["hello/greetings/sayhello/"] == "Say hello · Hello"
    assert titles["museum/tickets/buymuseumtickets/"] == "Buy museum tickets · Museum"
    assert (titles["hello/"], titles["museum/"], titles[""]) == ("Hello", "Museum", "Team")


def test_a_page_is_edited_at_its_line_of_the_description(site: Path) -> None:
    line = next(number for number, text in enumerate(HELLO.splitlines(), 1) if text == "    get:")
    edit = "https://github.com/team/docs/edit/main"
    assert f'href="{edit}/specs/hello.yaml#L{line}"' in page(site, "hello/greetings/sayhello")
    assert f'href="{edit}/docs/museum.yaml"' in page(site, "museum")
    assert f'href="{edit}/docs/index.md"' in page(site, ".")


def test_the_brand_of_the_site_is_that_of_its_reference(site: Path) -> None:
    text = page(site, "hello/greetings/sayhello")
    for brand in (
        *('data-md-color-primary="teal"', 'data-md-color-accent="pink"', "logo.svg", "icon.png", "Lato"),
        *('class="md-tabs"', "md-footer__link", "md-top", "https://github.com/team"),
    ):
        assert brand in text, brand
    assert 'class="md-tag"' not in text  # operation ids are no tags of the site


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"sampels": ["curl"]}, "option 'sampels': there is no such option: did you mean 'samples'?"),
        ({"samples": ["phyton"]}, "option 'samples': there is no 'phyton': did you mean 'python'?"),
        ({"samples": "curl"}, "option 'samples': write a list such as [curl, powershell]"),
        ({"schemas": "navigaton"}, "option 'schemas': there is no 'navigaton': did you mean 'navigation'?"),
        ({"tags": {"Visits": ["Tickets"]}}, "option 'tags': write a list of tags"),
        ({"tags": [{"Visits": "Tickets"}]}, "option 'tags': write a list of tags"),
        ({"internal": "yes"}, "option 'internal':"),
    ],
)
def test_a_wrong_option_is_told_with_the_nearest_name(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, options: dict[str, Any], said: str
) -> None:
    with pytest.raises(Abort):
        load_config(str(write_site(tmp_path, options) / "mkdocs.yml"))
    assert said in caplog.text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"tags": ["poeple"]}, "tags: no description of `nav` has 'poeple': did you mean 'people'?"),
        (
            {"servers": ["https://helo.example"]},
            "servers: no description of `nav` has 'https://helo.example': did you mean 'https://hello.example'?",
        ),
    ],
)
def test_a_name_that_no_description_has_is_told_with_the_nearest(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, options: dict[str, Any], said: str
) -> None:
    with pytest.raises(Abort):
        build_site(write_site(tmp_path, options))
    assert said in caplog.text


def test_guides_are_checked_and_told_with_place_and_nearest_name(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    guide = """# Team

```bash
curl https://hello.example/helo
```

[one](hello/greetings/sayhelo/index.md) and [two](hello/greetings/sayhello/index.md#respones).
"""
    (write_site(tmp_path) / "docs/index.md").write_text(guide, encoding="utf-8")
    with pytest.raises(Abort, match="3 warnings in strict mode"):
        build_site(tmp_path)
    call, page_, anchor = [
        record.getMessage() for record in caplog.records if "docs/index.md" in record.getMessage()
    ]
    assert call == "docs/index.md:4:27: there is no operation GET /helo: did you mean GET /hello?"
    assert page_.startswith("docs/index.md:7:7: the page contains a link 'hello/greetings/sayhelo/index.md'")
    assert page_.endswith("Did you mean 'hello/greetings/sayhello/index.md'?")
    assert anchor.startswith("docs/index.md:7:")
    assert anchor.endswith("Did you mean 'hello/greetings/sayhello/index.md#responses'?")

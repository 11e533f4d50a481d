"""The templates of the frame mean the same to MiniJinja, so that a generator without Python can use them."""

import re
from html import unescape
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import minijinja
import pytest

from support.documents import TEMPLATES, WORDS

THEME = TEMPLATES / "theme"
MATERIAL = Path(str(files("material"))) / "templates"
NAMES = sorted(str(path.relative_to(THEME)) for path in THEME.rglob("*.html"))
# What every generator of this kind brings: the blocks of a page, and two filters.
BLOCKS = ("site_meta", "htmltitle", "announce", "hero", "config")
SEARCH = '{"search": "assets/javascripts/workers/search.js"}'
THEIRS = {
    "base.html": "\n".join(
        f"{{% block {name} %}}{SEARCH if name == 'config' else ''}{{% endblock %}}" for name in BLOCKS
    ),
    "partials/palette.html": "",
    "partials/javascripts/palette.html": "",
}
FILTERS = {
    "url": lambda address: f"../{address}",
    "striptags": lambda text: re.sub("<[^>]*>", "", str(text)),
}
HERO: dict[str, Any] = {
    "line": "Line <i>",
    "text": "Text & more",
    "actions": [{"title": "Go & see", "link": "go/"}, {"title": "Then", "link": "then/"}],
    "call": {
        "method": "GET",
        "path": "/a?<b>",
        "link": "a/",
        "samples": [{"label": "curl", "html": "curl <b>x</b>"}, {"label": "Py <thon>", "html": "get()"}],
        "status": "200",
        "answer": "{}",
    },
}
CONFIG: dict[str, Any] = {
    "site_name": "Site & <b>",
    "site_description": "Says 'it'",
    "use_directory_urls": True,
    "theme": {"language": "en", "palette": [1], "icon": {"logo": "material/waveform"}},
    "extra": {
        "words": WORDS.nested(),
        "problems": ["a <b> problem"],
        "api_version": "1.0 <b>",
        "hero": HERO,
        "connection": {
            "base_url": "http://localhost:1",
            "path": "/api",
            "owner": "SITE",
            "placeholder": "<api-key>",
            "variable": "SITE_API_KEY",
            "readings": ["$SITE_API_KEY", 'os.environ["SITE_API_KEY"]'],
        },
    },
}
DEEP = [{"title": "Deep <b>", "url": "#deep", "level": 3, "children": []}]
PARTS = [{"title": "Part", "url": "#part", "level": 2, "children": DEEP}]
TOC = [{"title": "Page", "url": "#page", "level": 1, "children": PARTS}]


def page_of(title: str, url: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - what a template gets
    page: dict[str, Any] = {"title": title, "url": url, "canonical_url": f"https://example.com/{url}"}
    page |= {"meta": {"description": "D <e>", "status": "get"}, "toc": [], "ancestors": []}
    return {**page, "active": False, "is_index": False, **more}


def nav_around(page: dict[str, Any] | None) -> SimpleNamespace:
    home = page_of("Home", "")
    if page is None:
        return SimpleNamespace(homepage=home, items=[])
    index = page_of("Things", "things/", is_index=True)
    others = [page_of(f"Thing {number}", f"things/{number}/") for number in range(40)]
    section = {"title": "Things", "children": [index, page, *others], "active": True}
    page["ancestors"] = [section]
    return SimpleNamespace(homepage=home, items=[home, section])


PAGES = {
    "home": page_of("Line <i>", "", is_homepage=True, toc=TOC),
    "page": page_of("A page & more", "things/a/", toc=TOC, active=True),
    "schema": page_of("Schema", "api-reference/schemas/A/"),
    "none": None,
}
WITHOUT_A_PAGE = ("404.html", "main.html", "partials/footer.html", "partials/header.html")
CASES = [
    (name, kind)
    for name in NAMES
    for kind, page in PAGES.items()
    if name != "partials/nav-link.html" and (page is not None or name in WITHOUT_A_PAGE)
]


def source_of(name: str) -> str | None:
    if name in THEIRS:
        return THEIRS[name]
    paths = (THEME / name, MATERIAL / name)
    return next((path.read_text("utf-8") for path in paths if path.is_file()), None)


def parts_of(html: str) -> list[str]:
    """Split at white space; the two write some characters as other entities."""
    return unescape(html).split()


@pytest.fixture(scope="module")
def environments() -> tuple[jinja2.Environment, minijinja.Environment]:
    """Both languages, without escaping of their own; MiniJinja without its imitation of Python's methods."""
    python = jinja2.Environment(loader=jinja2.FunctionLoader(source_of))  # noqa: S701 - as MkDocs has it
    rust = minijinja.Environment(loader=source_of, pycompat=False, auto_escape_callback=lambda _: False)
    for name, function in FILTERS.items():
        python.filters[name] = function
        rust.add_filter(name, function)
    return python, rust


@pytest.mark.parametrize(("name", "kind"), CASES)
def test_a_template_gives_the_same_in_both(
    environments: tuple[jinja2.Environment, minijinja.Environment], name: str, kind: str
) -> None:
    python, rust = environments
    page = PAGES[kind]
    context = {"config": CONFIG, "page": page, "nav": nav_around(page if kind == "page" else None)}
    expected = python.get_template(name).render(context)
    assert parts_of(rust.render_template(name, **context)) == parts_of(expected)


@pytest.mark.parametrize("name", NAMES)
def test_no_template_calls_a_method_of_python(name: str) -> None:
    expressions = re.findall(r"\{[{%].*?[}%]\}", (THEME / name).read_text("utf-8"), re.DOTALL)
    assert [found for found in expressions if re.search(r"\.\w+\(", found)] == []


def test_no_word_of_the_frame_is_named_like_a_method_of_a_mapping() -> None:
    asked = {
        key for name in NAMES for key in re.findall(r"\bwords\.\w+\.(\w+)", (THEME / name).read_text("utf-8"))
    }
    assert len(asked) > 20
    assert {key for key in asked if hasattr(dict, key)} == set()

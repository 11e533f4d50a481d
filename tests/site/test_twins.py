"""The Markdown twin of a page says everything that the page says, and the page what its twin says."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from apidocs.progress import Silent
from apidocs.site.publish import publish_reference
from support.documents import SPECS

ARTICLE = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)
# A tag, whatever its attributes hold. Colored code has its tags within words.
TAG = re.compile(r"<(/?span\b|wbr)?(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
# A fold says how many fields are in it.
FOLD = re.compile(r'(?<=<details class="fold fold--fields">)<summary>.*?</summary>')
SENTINEL = re.compile(r"w\d{3}")


def article_of(site: Path, page: Path) -> str:
    (article,) = ARTICLE.findall((site / page).read_text(encoding="utf-8"))
    return str(article)


def words_of_page(site: Path, page: Path) -> set[str]:
    article = FOLD.sub("", article_of(site, page))
    text = TAG.sub(lambda tag: "" if tag[1] else " ", article)
    return set(re.findall(r"\w+", html.unescape(text)))


def words_of_twin(site: Path, page: Path) -> set[str]:
    """Read it as text and as code, in which a backslash and an entity are themselves."""
    text = (site / page).with_suffix(".md").read_text(encoding="utf-8")
    readings = (html.unescape(text.replace("\\", "")), text)
    return {word for reading in readings for word in re.findall(r"\w+", reading)}


def iter_pages(site: Path) -> Iterator[Path]:
    return (path.relative_to(site) for path in site.rglob("index.html"))


@pytest.fixture(scope="module")
def full_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the document that has every construct, each text of it a word of its own."""
    site = tmp_path_factory.mktemp("full") / "site"
    publish_reference(str(SPECS / "every-text.yaml"), site, Silent(), strict=False)
    return site


def test_page_and_twin_have_every_construct(full_site: Path) -> None:
    count = 0
    for page in iter_pages(full_site):
        shown = {text for word in words_of_page(full_site, page) for text in SENTINEL.findall(word)}
        twin = (full_site / page).with_suffix(".md").read_text(encoding="utf-8")
        assert shown <= set(SENTINEL.findall(twin)), page
        assert set(SENTINEL.findall(twin)) <= set(SENTINEL.findall(article_of(full_site, page))), page
        count += len(shown)
    assert count > 300


def test_no_page_of_our_own_says_a_word_that_its_twin_lacks(built_project: Path) -> None:
    site = built_project / "site"
    pages = list(iter_pages(site))
    missing = {}
    for page in pages:
        in_twin = {word.lower() for word in words_of_twin(site, page)}
        missing[str(page)] = {word for word in words_of_page(site, page) if word.lower() not in in_twin}
    assert len(pages) > 50
    assert {page: words for page, words in missing.items() if words} == {}

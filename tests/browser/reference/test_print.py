"""On paper a page is whole: every tab and every folded table, dark on white, and nothing of the frame."""

import pytest
from playwright.sync_api import Locator, ViewportSize, expect

from browser import seed
from browser.pages import SitePage
from browser.tabs import Tabs

OPERATION = "api-reference/imports/createimport/"
GUIDE = "installation/"
CHROME = [
    ".md-header",
    ".hero",
    ".md-sidebar--primary",
    ".md-sidebar--secondary",
    ".page-bar",
    ".md-footer",
    ".try",
]


# What A4 has within the margins that the theme gives it, in pixels.
SHEET: ViewportSize = {"width": 605, "height": 934}


@pytest.fixture
def paper(tabs: Tabs, home: str) -> SitePage:
    """Open a tab that shows pages as they are printed, by a reader of the dark scheme."""
    page = tabs.open(SitePage, home, color_scheme="dark", viewport=SHEET)
    page.page.emulate_media(media="print", color_scheme="dark")
    return page


def hidden(places: Locator) -> list[str]:
    return [place.inner_text() for place in places.all() if not place.is_visible()]


@pytest.mark.parametrize("address", [OPERATION, GUIDE])
def test_a_page_prints_without_the_frame_and_on_white(paper: SitePage, address: str) -> None:
    paper.open(address)
    shown = [
        place for place in CHROME if any(found.is_visible() for found in paper.page.locator(place).all())
    ]
    assert shown == []
    assert paper.is_light()
    assert paper.overflow() <= 0


def test_every_folded_response_and_field_is_printed(paper: SitePage) -> None:
    paper.open(OPERATION)
    names = paper.article.locator("details .field__head")
    assert names.count() > 10
    assert hidden(names) == []
    assert hidden(paper.article.locator(".tabs--body > .tab")) == []
    assert "previewAudioPath" in paper.article.inner_text()


def test_of_the_languages_of_a_call_the_chosen_one_is_printed(paper: SitePage) -> None:
    paper.open(OPERATION)
    panels = paper.article.locator(".tabs--call > .tab")
    assert [panel.is_visible() for panel in panels.all()] == [True, False, False, False]


def test_every_tab_of_a_guide_is_printed_below_its_label(paper: SitePage) -> None:
    paper.open(GUIDE)
    for tabs in paper.article.locator(".tabbed-set").all():
        labels, blocks = tabs.locator(".tabbed-labels > label"), tabs.locator(".tabbed-block")
        assert labels.count() == blocks.count()
        tops = [
            box["y"]
            for pair in zip(labels.all(), blocks.all(), strict=True)
            for box in [place.bounding_box() for place in pair]
            if box is not None
        ]
        assert len(tops) == 2 * labels.count()
        assert tops == sorted(tops)


def test_a_link_off_the_site_says_its_address(paper: SitePage) -> None:
    paper.open(GUIDE)
    link = paper.article.locator("a[href^='https://jqlang']").first
    printed = link.evaluate("link => getComputedStyle(link, '::after').content")
    assert "https://jqlang.org/" in printed.replace('""', "")


@pytest.mark.parametrize("address", [OPERATION, GUIDE])
def test_a_page_takes_no_more_sheets_than_it_fills(paper: SitePage, address: str) -> None:
    """Code that may not be broken would leave half a sheet empty, and the label of its tab alone there."""
    paper.open(address)
    filled = paper.page.evaluate("document.body.getBoundingClientRect().height") / SHEET["height"]
    pdf = paper.page.pdf(format="A4")
    assert pdf.startswith(b"%PDF-")
    assert 1 <= pdf.count(b"/Type /Page\n") < filled + 1


def test_the_label_of_a_tab_stays_with_its_code(paper: SitePage) -> None:
    paper.open(GUIDE)
    label, block = (
        paper.article.locator(place).first for place in (".tabbed-labels > label", ".tabbed-block")
    )
    expect(label).to_have_css("break-after", "avoid")
    expect(block).to_have_css("break-before", "avoid")


def test_the_seed_takes_at_most_three_sheets(paper: SitePage) -> None:
    paper.open(seed.ADDRESS)
    assert paper.page.pdf(format="A4").count(b"/Type /Page\n") <= 3

"""What looks at the pages notices what it is there for."""

import pytest

from browser.focus import iter_stops
from browser.pages import SitePage

FAULTS = {
    "request off the site": (
        "<img src='http://elsewhere.invalid/' alt=''>",
        "request off the site: GET http",
    ),
    "console": ("<script>console.error('broken')</script>", "console error: broken"),
    "uncaught error": ("<script>throw new Error('thrown')</script>", "uncaught error: thrown"),
    "dialog": ("<script>alert('opened')</script>", "dialog: opened"),
}


@pytest.mark.parametrize(("fault", "complaint"), FAULTS.values(), ids=FAULTS)
def test_a_fault_behind_the_page_is_a_complaint(site_page: SitePage, fault: str, complaint: str) -> None:
    site_page.page.set_content(f"<h1>Faulty</h1>{fault}")
    assert complaint in site_page.watch.complaints()


def test_a_missing_file_is_a_complaint_and_a_missing_page_is_none(site_page: SitePage) -> None:
    site_page.open("no/such/page/")
    assert site_page.watch.complaints() == ""
    site_page.page.evaluate("fetch('/docs/no-such-file.json').then(answer => answer.text())")
    assert "no-such-file.json" in site_page.watch.complaints()


def test_what_axe_finds_is_named_with_its_place(site_page: SitePage) -> None:
    site_page.page.set_content("<html lang=en><title>t</title><main><h1>t</h1><img src='data:,'></main>")
    assert "image-alt (critical)" in site_page.violations()
    assert "<img" in site_page.violations()


def test_faults_of_the_dark_scheme_of_the_width_and_of_the_lean_styles_are_noticed(
    site_page: SitePage,
) -> None:
    style = "body { background: #fff; color: #000 } body[data-md-color-scheme=slate] { background: #222 }"
    html = "<html lang=en><title>t</title><style>{}</style><body><main class='{}'><h1>title</h1></main>"
    site_page.page.set_content(html.format(style, "md-top"))
    faults = site_page.faults()
    assert "no style: .md-top" in faults
    assert "color-contrast (serious)" in faults
    assert site_page.is_light()
    site_page.page.set_content(html.format("body { background: #fff } main { width: 3000px }", ""))
    assert site_page.faults().startswith("wider than the window by")
    assert site_page.faults().endswith("light in the dark")


def test_a_focus_that_cannot_be_seen_is_noticed(site_page: SitePage) -> None:
    site_page.page.set_content(
        "<style>.plain:focus { outline: none } .away { position: absolute; left: -999px }</style>"
        "<a href='#a'>marked</a> <a href='#b' class='plain'>plain</a> <a href='#c' class='away'>away</a>"
    )
    stops = [(stop.is_marked, stop.is_in_view) for stop in iter_stops(site_page.page)]
    assert stops == [(True, True), (False, True), (True, False)]

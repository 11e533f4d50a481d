"""Search finds what a reader would type: an operation by its names, its path, an error by its code."""

from playwright.sync_api import expect

from browser.pages import OperationPage, SitePage

QUERIES = {
    "focus a session card": "api-reference/automation/focussession/",
    "waveform-notes": "api-reference/previews/getsessionwaveformnotes/",
    "PreviewMetadata": "api-reference/schemas/PreviewMetadata/",
    "launchers": "launchers/",
}


def test_a_reader_who_opens_the_search_is_told_to_type(site_page: SitePage) -> None:
    site_page.open()
    site_page.page.keyboard.press("/")
    expect(site_page.search.message).to_have_text("Type to start searching")


def test_a_result_leads_to_its_page(site_page: SitePage) -> None:
    site_page.open()
    for words, address in QUERIES.items():
        site_page.search.find(words)
        site_page.search.result(address).click()
        site_page.page.wait_for_url(f"**/{address}**")
        expect(site_page.title).to_be_visible()
    assert site_page.watch.complaints() == ""


def test_a_result_says_its_call_or_the_page_that_it_is_on(site_page: SitePage) -> None:
    site_page.open()
    site_page.search.find("effectiveMode")
    entries = site_page.page.locator(".md-search-result__item")
    health = entries.filter(has_text="Check server health")
    expect(health.locator("h1 > .method-get")).to_have_text("GET")
    expect(health.locator("p > code")).to_have_text("/api/v1/health")
    expect(entries.locator(".kind").first).to_have_text("Schema")
    expect(health).to_contain_text("Fields: effectiveMode")
    expect(health).not_to_contain_text("recentRequests")
    site_page.search.find("read_only")
    expect(entries.first).to_contain_text("read_only")
    expect(entries.first).to_contain_text("Errors")
    expect(entries.first).to_contain_text("403 Enable Full Automation to perform this action.")
    assert site_page.violations() == ""


def test_a_word_that_was_begun_is_completed_and_a_whole_one_is_not(site_page: SitePage) -> None:
    site_page.open()
    offered = site_page.page.locator(".md-search__suggest")
    site_page.search.find("focus a sess")
    expect(offered).to_have_text("focus a session")
    site_page.search.find("focus a session")
    expect(offered).to_be_empty()


def test_the_words_are_marked_on_the_page_and_its_text_stays(site_page: SitePage) -> None:
    site_page.open("api-reference/automation/focussession/")
    text = site_page.settled_html()
    site_page.open("api-reference/automation/focussession/?h=focus+card")
    assert site_page.page.evaluate("CSS.highlights.get('searched').size") > 2
    assert site_page.settled_html() == text


def test_an_error_code_leads_to_its_entry_which_links_the_operations(operation_page: OperationPage) -> None:
    operation_page.open()
    operation_page.search.find("focus_unavailable")
    result = operation_page.search.result("api-reference/errors/#focus_unavailable")
    expect(result).to_be_visible()
    result.click()
    operation_page.page.wait_for_url("**/api-reference/errors/**#focus_unavailable")
    entry = operation_page.section("focus_unavailable")
    entry.locator("summary").click()
    entry.get_by_role("link", name="Bring SessionDock forward and focus a session card").click()
    operation_page.page.wait_for_url("**/api-reference/automation/focussession/")
    assert operation_page.watch.complaints() == ""


def test_words_that_nobody_wrote_find_nothing_and_say_so(site_page: SitePage) -> None:
    site_page.open()
    site_page.search.enter("zyzzyva")
    expect(site_page.search.message).to_have_text("No matching documents")
    expect(site_page.search.results).to_have_count(0)

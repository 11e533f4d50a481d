"""The samples of a call: one tab for each language, and the chosen language stays chosen."""

import pytest
from playwright.sync_api import expect

from apidocs.requests.samples import LANGUAGES
from browser.expected import samples_of
from browser.pages import OperationPage, code_text
from browser.tabs import Tabs

IMPORT = "api-reference/imports/createimport/"
FOCUS = "api-reference/automation/focussession/"
LABELS = tuple(language.label for language in LANGUAGES)


@pytest.mark.parametrize("address", ["imports/createImport", "sessions/listSessions"])
def test_every_tab_holds_its_sample_and_copies_it(operation_page: OperationPage, address: str) -> None:
    operation_page.open(f"api-reference/{address.lower()}/")
    for label, text in samples_of(address).items():
        operation_page.choose_sample(label)
        sample = operation_page.sample(label)
        expect(sample).to_be_visible()
        assert code_text(sample) == text
        assert operation_page.copy(sample) == text
    assert operation_page.watch.complaints() == ""


def test_the_first_visit_shows_curl(operation_page: OperationPage) -> None:
    operation_page.open(FOCUS)
    assert [label for label in LABELS if operation_page.sample(label).is_visible()] == ["curl"]


def test_the_chosen_language_is_shown_on_other_pages_and_after_a_reload(
    operation_page: OperationPage,
) -> None:
    operation_page.open(FOCUS)
    operation_page.choose_sample("Python")
    operation_page.open(IMPORT)
    expect(operation_page.sample("Python")).to_be_visible()
    operation_page.choose_sample("PowerShell")
    operation_page.page.reload()
    expect(operation_page.sample("PowerShell")).to_be_visible()
    assert operation_page.watch.complaints() == ""


def test_a_language_chosen_by_keyboard_is_remembered_too(operation_page: OperationPage) -> None:
    operation_page.open(FOCUS)
    operation_page.samples.get_by_role("radio").first.focus()
    operation_page.page.keyboard.press("ArrowRight")
    expect(operation_page.sample("PowerShell")).to_be_visible()
    operation_page.open(IMPORT)
    expect(operation_page.sample("PowerShell")).to_be_visible()


def test_all_samples_are_read_without_scripts(tabs: Tabs, home: str) -> None:
    page = tabs.open(OperationPage, home, java_script_enabled=False)
    page.open(IMPORT)
    for label, text in samples_of("imports/createImport").items():
        page.choose_sample(label)
        expect(page.sample(label)).to_be_visible()
        assert code_text(page.sample(label)) == text

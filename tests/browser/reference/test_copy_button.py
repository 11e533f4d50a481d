"""The copy button gives the call exactly as it is printed."""

import pytest

from browser.expected import curl_of
from browser.pages import OperationPage


@pytest.mark.parametrize(
    "address", ["automation/focusSession", "imports/createImport", "sessions/listSessions"]
)
def test_the_copy_button_copies_the_curl_exactly(operation_page: OperationPage, address: str) -> None:
    operation_page.open(f"api-reference/{address.lower()}/")
    copied = operation_page.copy(operation_page.curl)
    assert copied.removesuffix("\n") == curl_of(address)
    assert operation_page.watch.complaints() == ""

"""Every operation has its page at its known address, with its call, its parameters and its responses."""

from browser.expected import curl_of, operation_of, shared
from browser.pages import OperationPage, code_text

OPERATIONS = (
    "system/getHealth",
    "sessions/listSessions",
    "sessions/createSession",
    "sessions/getSession",
    "sessions/patchSession",
    "sessions/deleteSession",
    "metadata/replaceSessionNotes",
    "metadata/patchSessionNotes",
    "metadata/getSessionTags",
    "metadata/replaceSessionTags",
    "metadata/patchSessionTags",
    "tags/listTags",
    "previews/getSessionPreview",
    "previews/getSessionWaveform",
    "previews/getSessionWaveformNotes",
    "previews/replaceSessionWaveformNotes",
    "previews/patchSessionWaveformNotes",
    "imports/createImport",
    "automation/openSession",
    "automation/focusSession",
)


def test_the_document_has_these_operations_and_no_other() -> None:
    known = {address.split("/")[1] for address in OPERATIONS}
    assert known == {operation.operation_id for operation in shared().api.operations}


def test_each_operation_page_shows_its_call_and_its_parts(operation_page: OperationPage) -> None:
    for address in OPERATIONS:
        operation = operation_of(address)
        operation_page.open(f"api-reference/{address.lower()}/")
        lines = operation_page.lines(operation_page.article)
        assert operation_page.title.inner_text().strip() == operation.title
        assert operation_page.lines(operation_page.call) == [f"{operation.method}{operation.path}"]
        assert code_text(operation_page.curl) == curl_of(address)
        assert operation_page.statuses() == sorted(response.status_code for response in operation.responses)
        assert operation_page.parameters.count() == (1 if operation.parameters else 0)
        assert ("Parameters" in lines) == bool(operation.parameters)
        headings = operation_page.article.locator("h2").all_inner_texts()
        assert any(text.startswith("Request Body") for text in headings) == (
            operation.request_body is not None
        )

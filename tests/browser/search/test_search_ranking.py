"""The first result is the right one, for whatever of an operation, an error or a guide a reader types."""

import pytest

from browser.pages import SitePage
from browser.ranking import wrong_results

BODY = """{
  "error": {
    "status": 501,
    "code": "focus_unavailable",
    "message": "Session focus is unavailable."
  }
}"""
CURL = """curl -X POST 'http://127.0.0.1:18432/api/v1/sessions/session_123/focus' \\
  -H 'Authorization: Bearer <token>'"""
REFERENCE = {
    # summary
    "Bring SessionDock forward and focus a session card": "automation/focussession/",
    "open the session in its DAW": "automation/opensession/",
    "trigger a batch import": "imports/createimport/",
    "Fetch session tags": "metadata/getsessiontags/",
    "set or clear session notes": "metadata/replacesessionnotes/",
    "fetch waveform peaks": "previews/getsessionwaveform/",
    "list known tags": "tags/listtags/",
    "check server health": "system/gethealth/",
    "delete a session": "sessions/deletesession/",
    "Create a session": "sessions/createsession/",
    # operationId, in any case
    "focusSession": "automation/focussession/",
    "focussession": "automation/focussession/",
    "FOCUSSESSION": "automation/focussession/",
    "getSession": "sessions/getsession/",
    "getsession": "sessions/getsession/",
    "getSessionWaveform": "previews/getsessionwaveform/",
    "GETSESSIONWAVEFORMNOTES": "previews/getsessionwaveformnotes/",
    "listTags": "tags/listtags/",
    "patchsessiontags": "metadata/patchsessiontags/",
    # full path, as written and as it is called
    "/api/v1/sessions/{id}/focus": "automation/focussession/",
    "/api/v1/sessions": "sessions/listsessions/",
    "/api/v1/sessions/{id}": "sessions/getsession/",
    "/api/v1/import": "imports/createimport/",
    "/api/v1/tags": "tags/listtags/",
    "/api/v1/health/": "system/gethealth/",
    "/sessions/{id}/open": "automation/opensession/",
    "/api/v1/sessions/session_123/waveform": "previews/getsessionwaveform/",
    "http://127.0.0.1:18432/api/v1/sessions/session_123/preview?x=1": "previews/getsessionpreview/",
    # path segment
    "focus": "automation/focussession/",
    "/focus": "automation/focussession/",
    "waveform": "previews/getsessionwaveform/",
    "waveform-notes": "previews/getsessionwaveformnotes/",
    "preview": "schemas/Preview/",
    "open": "automation/opensession/",
    "import": "imports/createimport/",
    # method and path
    "POST /api/v1/sessions": "sessions/createsession/",
    "GET /api/v1/sessions": "sessions/listsessions/",
    "get /api/v1/sessions/{id}": "sessions/getsession/",
    "PATCH /api/v1/sessions/{id}": "sessions/patchsession/",
    "DELETE /api/v1/sessions/{id}": "sessions/deletesession/",
    "PUT /api/v1/sessions/{id}/notes": "metadata/replacesessionnotes/",
    "PATCH /api/v1/sessions/{id}/waveform-notes": "previews/patchsessionwaveformnotes/",
    "DELETE http://127.0.0.1:18432/api/v1/sessions/abc": "sessions/deletesession/",
    # parameter
    "variantId": "previews/getsessionwaveform/",
    "variantid": "previews/getsessionwaveform/",
    "daw": "sessions/listsessions/",
    "recent": "sessions/listsessions/",
    "offset": "sessions/listsessions/",
    # field
    "effectiveMode": "schemas/Health/",
    "previewAudioMime": "schemas/PreviewMetadata/",
    "importId": "schemas/ImportJob/",
    "durationMs": "schemas/ImportJob/",
    "generatePreviews": "imports/createimport/",
    "createdAt": "previews/replacesessionwaveformnotes/",
    # error code, status, body, message
    "focus_unavailable": "errors/#focus_unavailable",
    "read_only": "errors/#read_only",
    "INVALID_JSON": "errors/#invalid_json",
    "not_found": "errors/#not_found",
    "404": "errors/#status-404",
    "501": "errors/#status-501",
    BODY: "errors/#focus_unavailable",
    '{"error":{"status":401,"code":"unauthorized"': "errors/#unauthorized",
    "Session project path is unavailable.": "errors/#open_failed",
    # schema and tag
    "Session": "schemas/Session/",
    "PreviewMetadata": "schemas/PreviewMetadata/",
    "waveformnote": "schemas/WaveformNote/",
    "ImportJob": "schemas/ImportJob/",
    "sessions": "sessions/",
    "previews": "previews/",
    "errors": "errors/",
    "schemas": "schemas/",
    # a name in another spelling, or with its kind
    "get_session": "sessions/getsession/",
    "get session": "sessions/getsession/",
    "list-tags": "tags/listtags/",
    "invalid json": "errors/#invalid_json",
    "Session.title": "schemas/Session/",
    "limit parameter": "sessions/listsessions/",
    "importId field": "schemas/ImportJob/",
    # a method with the last word of a path
    "POST sessions": "sessions/createsession/",
    "delete session": "sessions/deletesession/",
    "PATCH tags": "metadata/patchsessiontags/",
    # a command or a line of a program with a call in it
    CURL: "automation/focussession/",
    "curl 'http://localhost:9999/api/v1/health'": "system/gethealth/",
    "curl http://127.0.0.1:18432/api/v1/import -d '{}'": "imports/createimport/",
    'curl \\\n  -H "Authorization: Bearer $A_TOKEN" \\\n  "$SESSIONDOCK_BASE_URL/tags"': "tags/listtags/",
    "Invoke-RestMethod -Method Put -Uri 'http://127.0.0.1:18432/api/v1/sessions/a/tags'": (
        "metadata/replacesessiontags/"
    ),
    "fetch(`${process.env.SESSIONDOCK_BASE_URL}/health`)": "system/gethealth/",
    "/api/v1/sessions/:id/focus": "automation/focussession/",
    "POST /api/v1/sessions/abc/open HTTP/1.1": "automation/opensession/",
    # what programs say of an error
    "501 error": "errors/#status-501",
    "token expired": "errors/#status-401",
    "invalid token": "errors/#status-401",
    "error 404": "errors/#status-404",
    "403 Forbidden": "errors/#status-403",
    "401 Unauthorized": "errors/#unauthorized",
    "HTTP/1.1 404 Not Found": "errors/#status-404",
    "urllib.error.HTTPError: HTTP Error 403: Forbidden": "errors/#status-403",
    "The remote server returned an error: (401)": "errors/#status-401",
    "Request failed with status code 501": "errors/#status-501",
    "{'error': {'status': 401, 'code': 'unauthorized', 'message': 'Provide it'}}": "errors/#unauthorized",
    '{ "error": { "message": "it failed", "code": "focus_failed" } }': "errors/#focus_failed",
    "@{status=403; code=read_only; message=Enable Full Automation}": "errors/#read_only",
    # questions, parts of words, slips
    "how do I focus a session": "automation/focussession/",
    "how can I delete a session?": "sessions/deletesession/",
    "check health": "system/gethealth/",
    "update title": "sessions/patchsession/",
    "wavef": "previews/getsessionwaveform/",
    "wavefrom": "previews/getsessionwaveform/",
    "focuss session": "automation/focussession/",
    "sesion notes": "metadata/patchsessionnotes/",
    "deleting sessions": "sessions/deletesession/",
}
GUIDES = {
    "authentication": "authentication/",
    "launchers": "launchers/",
    "installation": "installation/",
    "ai agents": "ai-agents/",
    "full-automation mode": "authentication/#full-automation-mode",
    "configured mode": "authentication/#configured-mode-versus-effective-mode",
    "stale token": "errors-and-troubleshooting/#stale-token",
    "wrong port": "errors-and-troubleshooting/#wrong-port-or-wrong-address",
    "powershell": "launchers/",
    "raycast": "launchers/",
    "write strategy": "sessions-endpoints/#write-strategy",
    "guardrails": "local-api-overview/#guardrails",
    "how do I get the token": "authentication/",
    "Authorization header": "authentication/",
    "how to authenticate": "authentication/",
    "read-only": "authentication/",
    "regenerate token": "authentication/",
    "localhost": "installation/",
    "18432": "installation/",
    "connection refused": "errors-and-troubleshooting/",
    "ECONNREFUSED": "errors-and-troubleshooting/",
    "pagination": "sessions-endpoints/",
    "mcp": "ai-agents/",
    "in-progress": "sessions-endpoints/",
    "curl windows": "installation/",
    "rate limit": "not-documented/",
    "cors": "not-documented/",
}
EXPECTED = {query: f"api-reference/{address}" for query, address in REFERENCE.items()} | GUIDES


def test_there_are_enough_queries() -> None:
    assert len(EXPECTED) >= 120


def test_the_first_result_is_the_right_one_on_a_server(site_page: SitePage) -> None:
    site_page.open()
    assert wrong_results(site_page.page, EXPECTED) == {}
    assert site_page.watch.complaints() == ""


def test_the_first_result_is_the_right_one_from_disk(offline_page: SitePage) -> None:
    offline_page.open("index.html")
    assert wrong_results(offline_page.page, EXPECTED) == {}
    assert offline_page.watch.complaints() == ""


@pytest.mark.parametrize("words", ["read_only", "effectiveMode", "/api/v1/sessions/abc/waveform", "preview"])
def test_return_opens_the_result_that_is_shown_first(site_page: SitePage, words: str) -> None:
    site_page.open()
    site_page.search.find(words)
    first = site_page.search.results.first.get_attribute("href") or ""
    site_page.page.keyboard.press("Enter")
    site_page.page.wait_for_url(lambda url: url.startswith(first))


def test_what_the_worker_ranks_is_what_a_reader_sees(site_page: SitePage) -> None:
    site_page.open()
    site_page.search.find("focus_unavailable")
    first = site_page.search.results.first
    assert "api-reference/errors/" in (first.get_attribute("href") or "")
    assert (first.get_attribute("href") or "").endswith("#focus_unavailable")
    first.click()
    site_page.page.wait_for_url("**/api-reference/errors/**#focus_unavailable")

"""The first result is the right one, for whatever of an operation, an error or a guide a reader types."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from browser.pages import SitePage
from browser.ranking import first_results
from browser.serving import serving
from browser.tabs import Tabs
from commands import ROOT, run, say

BODY = """{
  "error": {
    "status": 501,
    "code": "focus_unavailable",
    "message": "Session focus is unavailable."
  }
}"""
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
    "generatePreviews": "schemas/ImportRequest/",
    "createdAt": "schemas/WaveformNote/",
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
}
GUIDES = {
    "authentication": "authentication/",
    "launchers": "launchers/",
    "installation": "installation/",
    "ai agents": "ai-agents/",
    "full-automation mode": "authentication/#full-automation-mode",
    "configured mode": "errors-and-troubleshooting/",
    "stale token": "errors-and-troubleshooting/#stale-token",
    "wrong port": "errors-and-troubleshooting/",
    "powershell": "launchers/",
    "raycast": "launchers/",
    "write strategy": "sessions-endpoints/#write-strategy",
    "guardrails": "local-api-overview/#guardrails",
}
EXPECTED = {query: f"api-reference/{address}" for query, address in REFERENCE.items()} | GUIDES

BOX = {
    # summary
    "Download file": "downloads/get-files-id-content/",
    "Upload file version": "uploads/post-files-id-content/",
    "copy folder": "folders/post-folders-id-copy/",
    "List enterprise users": "users/get-users/",
    "get current user": "users/get-users-me/",
    "Preflight check before upload": "files/options-files-content/",
    "search for content": "search/get-search/",
    "Refresh access token": "authorization/post-oauth2-token-refresh/",
    "Get watermark on file": "watermarks-files/get-files-id-watermark/",
    "unassign task": "task-assignments/delete-task-assignments-id/",
    # operationId, in any case
    "get_files_id": "files/get-files-id/",
    "GET_FILES_ID": "files/get-files-id/",
    "delete_comments_id": "comments/delete-comments-id/",
    "post_ai_ask": "ai/post-ai-ask/",
    "put_files_id_metadata_global_boxSkillsCards": "skills/put-files-id-metadata-global-boxskillscards/",
    "put_files_id_metadata_global_boxskillscards": "skills/put-files-id-metadata-global-boxskillscards/",
    "post_oauth2_token#refresh": "authorization/post-oauth2-token-refresh/",
    # full path, as written and as it is called
    "/files/{file_id}/content": "downloads/get-files-id-content/",
    "/files/{file_id}": "files/get-files-id/",
    "/folders/{folder_id}/items": "folders/get-folders-id-items/",
    "/users/me": "users/get-users-me/",
    "/search": "search/get-search/",
    "/comments": "comments/post-comments/",
    "/files/upload_sessions/{upload_session_id}/commit": (
        "uploads-chunked/post-files-upload-sessions-id-commit/"
    ),
    "/files/12345/thumbnail.{extension}": "files/get-files-id-thumbnail-id/",
    "https://api.box.com/2.0/folders/0/items?limit=10": "folders/get-folders-id-items/",
    "/web_links/{web_link_id}#get_shared_link": ("shared-links-web-links/get-web-links-id-get-shared-link/"),
    # path segment
    "commit": "uploads-chunked/post-files-upload-sessions-id-commit/",
    "thumbnail.{extension}": "files/get-files-id-thumbnail-id/",
    "watermark": "schemas/Watermark/",
    "execute_read": "search/post-metadata-queries-execute-read/",
    "text_gen": "ai/post-ai-text-gen/",
    "boxSkillsCards": "skills/get-files-id-metadata-global-boxskillscards/",
    # method and path
    "GET /users": "users/get-users/",
    "POST /users": "users/post-users/",
    "DELETE /users/{user_id}": "users/delete-users-id/",
    "put /users/{user_id}": "users/put-users-id/",
    "POST /files/{file_id}/copy": "files/post-files-id-copy/",
    "OPTIONS /files/content": "files/options-files-content/",
    "POST /files/content": "uploads/post-files-content/",
    "POST https://upload.box.com/api/2.0/files/content": "uploads/post-files-content/",
    "DELETE /folders/{folder_id}": "folders/delete-folders-id/",
    "GET /files/12345": "files/get-files-id/",
    # parameter
    "filter_term": "groups/get-groups/",
    "file_extensions": "search/get-search/",
    "usemarker": "users/get-users/",
    "x-rep-hints": "files/get-files-id/",
    "content-range": "uploads-chunked/put-files-upload-sessions-id/",
    "TRIGGER_TYPE": "workflows/get-workflows/",
    "max_height": "files/get-files-id-thumbnail-id/",
    # field
    "folder_upload_email": "schemas/Folder/",
    "upload_token": "schemas/UploadUrl/",
    "is_platform_access_only": "schemas/User--Full/",
    # status and body
    "404": "errors/#status-404",
    "429": "errors/#status-429",
    "503": "errors/#status-503",
    '{"type": "error", "status": 409, "message": "Item with the same name already exists"}': (
        "errors/#status-409"
    ),
    # schema and tag
    "UploadUrl": "schemas/UploadUrl/",
    "AiAgentReference": "schemas/AiAgentReference/",
    "Folder--Base": "schemas/Folder--Base/",
    "timelineskillcard": "schemas/TimelineSkillCard/",
    "Users": "users/",
    "Uploads (Chunked)": "uploads-chunked/",
    "downloads": "downloads/",
    "errors": "errors/",
}
BOX_EXPECTED = {query: f"api-reference/{address}" for query, address in BOX.items()}


def wrong(found: dict[str, str | None], expected: dict[str, str]) -> dict[str, tuple[str | None, str]]:
    return {query: (found[query], wanted) for query, wanted in expected.items() if found[query] != wanted}


@pytest.fixture(scope="module")
def box_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of a large public description, in the form that opens from disk too."""
    if "CORPUS" not in os.environ:
        pytest.skip("set CORPUS to a folder of OpenAPI documents (box/openapi.json and others)")
    site, spec = tmp_path_factory.mktemp("box") / "site", Path(os.environ["CORPUS"]) / "box/openapi.json"
    script = ROOT / "scripts/build.py"
    answer = run(ROOT, script, "--spec", spec, "--site-dir", site, variables={"OFFLINE": "true"})
    assert answer.returncode == 0, say(answer)
    return site


@pytest.fixture(params=["server", "disk"])
def box_home(request: pytest.FixtureRequest, box_site: Path) -> Iterator[str]:
    """Serve it, or say where it is on disk."""
    if request.param == "disk":
        yield f"{box_site.as_uri()}/"
    else:
        with serving(box_site) as url:
            yield url


def test_there_are_enough_queries() -> None:
    assert min(len(EXPECTED), len(BOX_EXPECTED)) >= 60


def test_the_first_result_is_the_right_one_on_a_large_site(tabs: Tabs, box_home: str) -> None:
    page = tabs.open(SitePage, box_home)
    page.open("index.html")
    found = first_results(page.page, list(BOX_EXPECTED))
    assert wrong(found, BOX_EXPECTED) == {}, wrong(found, BOX_EXPECTED)
    assert page.watch.complaints() == ""


def test_the_first_result_is_the_right_one_on_a_server(site_page: SitePage) -> None:
    site_page.open()
    assert wrong(first_results(site_page.page, list(EXPECTED)), EXPECTED) == {}
    assert site_page.watch.complaints() == ""


def test_the_first_result_is_the_right_one_from_disk(offline_page: SitePage) -> None:
    offline_page.open("index.html")
    assert wrong(first_results(offline_page.page, list(EXPECTED)), EXPECTED) == {}
    assert offline_page.watch.complaints() == ""


def test_what_the_worker_ranks_is_what_a_reader_sees(site_page: SitePage) -> None:
    site_page.open()
    site_page.search.find("focus_unavailable")
    first = site_page.search.results.first
    assert "api-reference/errors/" in (first.get_attribute("href") or "")
    assert (first.get_attribute("href") or "").endswith("#focus_unavailable")
    first.click()
    site_page.page.wait_for_url("**/api-reference/errors/**#focus_unavailable")

"""The site of a large public description: its search puts the right page first, and its pages are light."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from apidocs.site.checks.broken_links import find_broken_links
from browser.pages import SitePage
from browser.ranking import wrong_results
from browser.serving import serving
from browser.tabs import Tabs
from browser.weight import MOST, first_visit
from support.commands import ROOT, run, say
from support.documents import real_document

ADDRESSES = {
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
    "folder_upload_email": "folders/post-folders/",
    "upload_token": "schemas/UploadUrl/",
    "is_platform_access_only": "users/post-users/",
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
    # a name in another spelling, a value, a header
    "getFilesId": "files/get-files-id/",
    "get files id": "files/get-files-id/",
    "filefull": "schemas/File--Full/",
    "viewer uploader": "schemas/Collaboration/",
    "co-owner": "schemas/Collaboration/",
    "Retry-After": "downloads/get-files-id-content/",
    "content-range header": "uploads-chunked/put-files-upload-sessions-id/",
    # a method with the last word of a path, a command with a call in it
    "POST folders": "folders/post-folders/",
    "DELETE comment": "comments/delete-comments-id/",
    'curl -i -X GET "https://api.box.com/2.0/files/12345" -H "authorization: Bearer <ACCESS_TOKEN>"': (
        "files/get-files-id/"
    ),
    'curl -i "https://upload.box.com/api/2.0/files/content" -F file=@<FILE>': "uploads/post-files-content/",
    "requests.delete('https://api.box.com/2.0/comments/1')": "comments/delete-comments-id/",
    # what programs say of an error
    "409 Conflict": "errors/#status-409",
    "HTTP 429 Too Many Requests": "errors/#status-429",
    # questions, several words of a description, slips
    "how do I upload a file": "uploads/post-files-content/",
    "how to download a file": "downloads/get-files-id-content/",
    "restore folder from trash": "trashed-folders/post-folders-id/",
    "permanently remove file": "trashed-files/delete-files-id-trash/",
    "resend sign request": "box-sign-requests/post-sign-requests-id-resend/",
    "rename file": "files/put-files-id/",
    "long poll": "events/options-events/",
    "thumbnial": "files/get-files-id-thumbnail-id/",
    "delet user avatr": "user-avatars/delete-users-id-avatar/",
}
EXPECTED = {query: f"api-reference/{address}" for query, address in ADDRESSES.items()}


@pytest.fixture(scope="module")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build it in the form that opens from disk too."""
    site, spec = tmp_path_factory.mktemp("box") / "site", real_document("box/openapi.json")
    script = ROOT / "scripts/build.py"
    answer = run(ROOT, script, "--spec", spec, "--site-dir", site, variables={"OFFLINE": "true"})
    assert answer.returncode == 0, say(answer)
    return site


@pytest.fixture(params=["server", "disk"])
def large_home(request: pytest.FixtureRequest, large_site: Path) -> Iterator[str]:
    """Serve it, or say where it is on disk."""
    if request.param == "disk":
        yield f"{large_site.as_uri()}/"
    else:
        with serving(large_site) as url:
            yield url


def test_there_are_enough_queries() -> None:
    assert len(EXPECTED) >= 60


def test_no_link_is_broken(large_site: Path) -> None:
    assert find_broken_links(large_site, "") == []


def test_the_first_result_is_the_right_one(tabs: Tabs, large_home: str) -> None:
    page = tabs.open(SitePage, large_home)
    page.open("index.html")
    assert wrong_results(page.page, EXPECTED) == {}
    assert page.watch.complaints() == ""


def test_a_first_visit_to_the_largest_page_of_an_operation_is_light(tabs: Tabs, large_site: Path) -> None:
    pages = [path for path in large_site.glob("api-reference/*/*/index.html") if path.parts[-3] != "schemas"]
    largest = max(pages, key=lambda path: len(gzip.compress(path.read_bytes())))
    with serving(large_site) as home:
        files = first_visit(tabs.open(SitePage, home), largest.relative_to(large_site).as_posix())
    assert sum(files.values()) < MOST, files

"""What is known of the Local API, written down a second time: spec/openapi.yaml is compared with it."""

from typing import NamedTuple


class Known(NamedTuple):
    """What is known of one operation; its path lacks the leading /api/v1."""

    operation_id: str
    method: str
    path: str
    tag: str
    roles: list[str]
    status_codes: str


NO_ROLE: list[str] = []
READ = ["read-only"]
WRITE = ["full-automation"]

OPERATIONS: list[Known] = [
    Known("getHealth", "get", "/health", "system", READ, "200 401"),
    Known("listSessions", "get", "/sessions", "sessions", READ, "200 401"),
    Known("createSession", "post", "/sessions", "sessions", WRITE, "2XX 400 401 403"),
    Known("getSession", "get", "/sessions/{id}", "sessions", READ, "200 401 404"),
    Known("patchSession", "patch", "/sessions/{id}", "sessions", WRITE, "200 400 401 403 404"),
    Known("deleteSession", "delete", "/sessions/{id}", "sessions", WRITE, "200 401 403 404"),
    Known("replaceSessionNotes", "put", "/sessions/{id}/notes", "metadata", WRITE, "200 400 401 403 404"),
    Known("patchSessionNotes", "patch", "/sessions/{id}/notes", "metadata", WRITE, "200 400 401 403 404"),
    Known("getSessionTags", "get", "/sessions/{id}/tags", "metadata", NO_ROLE, "200 401 404"),
    Known("replaceSessionTags", "put", "/sessions/{id}/tags", "metadata", WRITE, "200 400 401 403 404"),
    Known("patchSessionTags", "patch", "/sessions/{id}/tags", "metadata", WRITE, "200 400 401 403 404"),
    Known("listTags", "get", "/tags", "tags", READ, "200 401"),
    Known("getSessionPreview", "get", "/sessions/{id}/preview", "previews", READ, "200 401 404"),
    Known("getSessionWaveform", "get", "/sessions/{id}/waveform", "previews", READ, "2XX 401"),
    Known(
        "getSessionWaveformNotes", "get", "/sessions/{id}/waveform-notes", "previews", READ, "200 401 404 501"
    ),
    Known(
        "replaceSessionWaveformNotes",
        "put",
        "/sessions/{id}/waveform-notes",
        "previews",
        WRITE,
        "200 400 401 403 404 501",
    ),
    Known(
        "patchSessionWaveformNotes",
        "patch",
        "/sessions/{id}/waveform-notes",
        "previews",
        WRITE,
        "200 400 401 403 404 501",
    ),
    Known("createImport", "post", "/import", "imports", WRITE, "202 400 401 403 501"),
    Known("openSession", "post", "/sessions/{id}/open", "automation", WRITE, "200 400 401 403 404"),
    Known("focusSession", "post", "/sessions/{id}/focus", "automation", WRITE, "200 400 401 403 404 501"),
]

OPERATION_IDS = [known.operation_id for known in OPERATIONS]

TITLES = {
    "getHealth": "Check server health and token validity",
    "listSessions": "List sessions",
    "patchSession": "Update a session",
    "deleteSession": "Delete a session",
    "getSessionTags": "Fetch session tags",
    "patchSessionTags": "Replace session tags",
    "listTags": "List known tags with counts",
    "getSessionPreview": "Fetch preview metadata",
    "getSessionWaveformNotes": "Fetch waveform notes",
    "patchSessionWaveformNotes": "Replace waveform notes",
    "createImport": "Trigger a batch import",
    "openSession": "Open the session in its DAW or project context",
    "focusSession": "Bring SessionDock forward and focus a session card",
}

# getSession is here because nothing is known to say, the others because their pages say nothing
WITHOUT_DESCRIPTION = {
    "getSession",
    "getSessionTags",
    "getSessionPreview",
    "getSessionWaveformNotes",
    "openSession",
    "focusSession",
}

# operationId, status code, label, schema of `data`
LABELS = [
    ("getHealth", "200", "Health snapshot", "Health"),
    ("listSessions", "200", "Session list", "[Session]"),
    ("createSession", "2XX", "Created session", "Session"),
    ("patchSession", "200", "Updated session", "Session"),
    ("deleteSession", "200", "Deletion acknowledgement", "DeleteAck"),
    ("replaceSessionNotes", "200", "Updated session notes", "SessionNotes"),
    ("patchSessionNotes", "200", "Updated session notes", "SessionNotes"),
    ("getSessionTags", "200", "Session tags", "SessionTags"),
    ("replaceSessionTags", "200", "Updated session tags", "SessionTags"),
    ("patchSessionTags", "200", "Updated session tags", "SessionTags"),
    ("listTags", "200", "Tag counts", "[TagCount]"),
    ("getSessionPreview", "200", "Preview metadata", "PreviewMetadata"),
    ("getSessionWaveformNotes", "200", "Waveform notes", "WaveformNotes"),
    ("replaceSessionWaveformNotes", "200", "Updated waveform notes", "WaveformNotes"),
    ("patchSessionWaveformNotes", "200", "Updated waveform notes", "WaveformNotes"),
    ("createImport", "202", "Accepted import", "ImportJob"),
    ("openSession", "200", "Open acknowledgement", "ActionAck"),
    ("focusSession", "200", "Focus acknowledgement", "ActionAck"),
]

# status code, component, label (None: the wording is ours), code, message
SHARED_ERRORS = [
    ("400", "InvalidBody", None, "invalid_json", "Request body must be valid JSON."),
    (
        "401",
        "Unauthorized",
        "Missing or invalid bearer token.",
        "unauthorized",
        "Provide Authorization: Bearer <token>.",
    ),
    (
        "403",
        "ReadOnly",
        "Write attempted while Local API is in read-only mode.",
        "read_only",
        "Enable Full Automation to perform this action.",
    ),
    ("404", "NotFound", "No matching resource was found.", "not_found", "session not found"),
]

# operationId, status code, label, code, message (None: not known, so there is no example)
OWN_ERRORS = [
    ("openSession", "400", "Open action failed.", "open_failed", "Session project path is unavailable."),
    ("focusSession", "400", "Focus action failed.", "focus_failed", "main window unavailable"),
    (
        "focusSession",
        "501",
        "Session focus is unavailable in the current runtime.",
        "focus_unavailable",
        "Session focus is unavailable.",
    ),
    (
        "getSessionWaveformNotes",
        "501",
        "Waveform notes service is unavailable in the current runtime.",
        None,
        None,
    ),
    (
        "replaceSessionWaveformNotes",
        "501",
        "Waveform notes service is unavailable in the current runtime.",
        None,
        None,
    ),
    (
        "patchSessionWaveformNotes",
        "501",
        "Waveform notes service is unavailable in the current runtime.",
        None,
        None,
    ),
    ("createImport", "501", "Import service is unavailable in the current runtime.", None, None),
]

SESSION_ID = ("id", "path", "string", True, "session_123")
VARIANT_ID = ("variantId", "query", "string", False, "preview_main")

LIST_PARAMETERS = [
    ("q", "query", "string", False, "drums"),
    ("kind", "query", "string", False, "Ableton"),
    ("daw", "query", "string", False, "Ableton"),
    ("tags", "query", "string", False, "mix,priority"),
    ("recent", "query", "boolean", False, True),
    ("sort", "query", "string", False, "title"),
    ("limit", "query", "integer", False, 10),
    ("offset", "query", "integer", False, 0),
]

# schema of each request body: a component, or the properties written in place
REQUEST_BODIES: dict[str, str] = {
    "createSession": "SessionWrite",
    "patchSession": "SessionWrite",
    "replaceSessionNotes": "notes:string",
    "patchSessionNotes": "notes:string",
    "replaceSessionTags": "tags:[string]",
    "patchSessionTags": "tags:[string]",
    "replaceSessionWaveformNotes": "notes:[WaveformNote]",
    "patchSessionWaveformNotes": "notes:[WaveformNote]",
    "createImport": "ImportRequest",
}

# type of each property, in declared order
PROPERTIES = {
    "Session": "id:string title:string kind:string status:string accent:string tags:[string] notes:string "
    "lastOpened:date-time projectPath:string projectOriginalPath:string previewStatus:string "
    "previewUrl:string previewAudioUrl:string previewAudioMime:string preferredPreviewId:string "
    "previews:[Preview]",
    "Preview": "id:string name:string path:string status:string",
    "SessionWrite": "title:string kind:string status:string accent:string tags:[string] notes:string "
    "projectPath:string",
    "PreviewMetadata": "id:string previewStatus:string preferredPreviewId:string previewUrl:string "
    "previewAudioUrl:string previewAudioMime:string previews:[Preview]",
    "SessionNotes": "id:string notes:string",
    "SessionTags": "id:string tags:[string]",
    "TagCount": "tag:string count:integer",
    "WaveformNotes": "sessionId:string variantId:string key:string notes:[WaveformNote]",
    "WaveformNote": "id:string timestamp:number text:string createdAt:date-time updatedAt:date-time",
    "Health": "status:string configuredMode:string effectiveMode:string running:boolean port:integer "
    "baseUrl:string docsUrl:string requestCount:integer recentRequests:[RecentRequest] lastError:string",
    "RecentRequest": "method:string path:string statusCode:integer at:date-time",
    "ImportRequest": "kind:string generatePreviews:boolean items:[ImportItem]",
    "ImportItem": "projectPath:string title:string projectType:string previewAudioPath:string",
    "ImportJob": "importId:string total:integer completed:integer failed:integer skipped:integer "
    "done:boolean durationMs:number",
    "DeleteAck": "deleted:boolean id:string",
    "ActionAck": "id:string opened:boolean focused:boolean",
    "ListMeta": "total:integer limit:integer offset:integer",
    "Error": "error:object",
}

PROPERTY_EXAMPLES = {
    "Session.id": ["session_123"],
    "Session.title": ["Launch cue prep"],
    "Session.kind": ["Ableton"],
    "Session.status": ["draft"],
    "Session.accent": ["gradient"],
    "Health.status": ["ok"],
    "ImportRequest.kind": ["Ableton"],
}

# printed as written, so its key order counts
HEALTH_EXAMPLE = {
    "data": {
        "status": "ok",
        "running": True,
        "configuredMode": "read-only",
        "effectiveMode": "read-only",
        "port": 18432,
        "baseUrl": "http://127.0.0.1:18432/api/v1",
        "docsUrl": "http://127.0.0.1:18432/docs",
        "requestCount": 42,
        "recentRequests": [],
    }
}

MODES = ["disabled", "read-only", "full-automation"]

"""The docs that an app serves of itself, below /docs/ of the origin of its API."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from apidocs.live_api.mock.messages import Answer, Message
from apidocs.site.negotiation import HTML, MARKDOWN, MARKDOWN_UTF_8, PAGE, twin_path

PREFIX: Final = "/docs/"
# Another page may give its own name this computer's address (DNS rebinding), but none of these names.
HOSTS: Final = frozenset({"127.0.0.1", "localhost", "::1"})
HEADERS: Final = (
    ("Vary", "Accept"),
    ("Cache-Control", "no-cache"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Content-Security-Policy", "frame-ancestors 'none'"),
)
TYPES: Final = {
    MARKDOWN: MARKDOWN_UTF_8,
    HTML: f"{HTML}; charset=utf-8",
    "text/plain": "text/plain; charset=utf-8",
}


def docs_answer(docs: Path, message: Message) -> Answer | None:
    """Answer a request for the docs in a folder; None for one that is not below their prefix."""
    path = unquote(message.path)
    if not f"{path}/".startswith(PREFIX):
        return None
    if urlsplit(f"//{message.header('Host') or ''}").hostname not in HOSTS:
        return Answer(403, reason="the Host is not this computer")
    if message.method not in ("GET", "HEAD"):
        return Answer(405, (("Allow", "GET, HEAD"),))
    if path == PREFIX.rstrip("/"):
        return Answer(308, (("Location", PREFIX),))
    inside = path.removeprefix(PREFIX)
    twin = twin_path(f"/{inside}", message.header("Accept") or "")
    page = f"{inside}{PAGE}" if path.endswith("/") else inside
    names = [page] if twin is None else [twin.removeprefix("/"), page]
    file = next((file for name in names if (file := docs / name).is_file()), None)
    if file is None or not file.resolve().is_relative_to(docs.resolve()):
        return Answer(404, reason="no such file of the docs")
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return Answer(200, (("Content-Type", TYPES.get(media_type, media_type)), *HEADERS), file.read_bytes())

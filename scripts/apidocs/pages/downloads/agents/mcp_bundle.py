"""Pack the server for agents as an MCP bundle, which desktop clients install and configure by a form."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any, Final

from apidocs.model.api import Api
from apidocs.pages.downloads.agents.mcp_server import secrets_of, server_name
from apidocs.requests.request import owner_of

MANIFEST: Final = "manifest.json"


def bundle_name(api: Api) -> str:
    """Name the file: `sessiondock.mcpb`."""
    return f"{owner_of(api.title).lower()}.mcpb"


def bundle(api: Api, found: Mapping[str, Any], server: str) -> bytes:
    """Return the archive: a manifest, and the server that it starts. The same input gives the same bytes."""
    files = {MANIFEST: manifest_text(api, found), f"server/{server_name(api)}": server}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name)  # of 1980, so that no clock is in it
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    return packed.getvalue()


def manifest_text(api: Api, found: Mapping[str, Any]) -> str:
    """Write the manifest of version 0.4: how the server starts, and what its user is asked for."""
    owner, entry_point = owner_of(api.title), f"server/{server_name(api)}"
    variables = [f"{owner}_BASE_URL", *(secret["variable"] for secret in secrets_of(found, owner))]
    config = {
        "command": "uv",
        "args": ["run", "--script", f"${{__dirname}}/{entry_point}"],
        "env": {name: f"${{user_config.{name.lower()}}}" for name in variables},
    }
    manifest = {
        "manifest_version": "0.4",
        "name": owner.lower(),
        "display_name": api.title,
        "version": api.version or "0.0.0",
        "description": api.summary or api.title,
        "author": {"name": (api.info.contact.name if api.info.contact else None) or api.title},
        "server": {"type": "uv", "entry_point": entry_point, "mcp_config": config},
        "tools_generated": True,
        "user_config": {
            name.lower(): _field(name, found["baseUrl"] if name == variables[0] else None)
            for name in variables
        },
    }
    return json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"


def _field(variable: str, default: str | None) -> dict[str, Any]:
    """Ask for a variable; one without a default is a secret."""
    title = variable.replace("_", " ").capitalize()
    asked = {"type": "string", "title": title, "description": f"Value of {variable}.", "required": True}
    return {**asked, **({"sensitive": True} if default is None else {"default": default})}

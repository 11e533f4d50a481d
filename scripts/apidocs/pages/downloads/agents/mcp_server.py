"""Write a server of the Model Context Protocol as one Python file, with an API and its guides inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from apidocs.model.api import Api
from apidocs.pages.downloads.agents.guide_sections import Guide, iter_sections
from apidocs.pages.downloads.agents.options import AgentOptions
from apidocs.requests.credentials import Credential
from apidocs.requests.request import owner_of
from apidocs.schemas.json_writer import compact_json

# The line of the program that is filled in.
PLACE: Final = "DATA: dict[str, Any] = {}\n"


def server_name(api: Api) -> str:
    """Name the file: `sessiondock_mcp.py`."""
    return f"{owner_of(api.title).lower()}_mcp.py"


def server_text(
    program: str, api: Api, found: Mapping[str, Any], guides: Sequence[Guide], options: AgentOptions
) -> str:
    """Fill the program in with what it serves; `found` are the descriptions of `agent_tools`."""
    data = compact_json(server_data(api, found, guides, options))
    return program.replace(PLACE, f"DATA: dict[str, Any] = json.loads({data!r})\n")


def server_data(
    api: Api, found: Mapping[str, Any], guides: Sequence[Guide], options: AgentOptions
) -> Mapping[str, Any]:
    """Gather what the program knows: operations with their schemas and errors, and sections of guides."""
    owner = owner_of(api.title)
    tools = {
        tool["name"]: {key: value for key, value in tool.items() if key != "name"} for tool in found["tools"]
    }
    for tool in tools.values():
        if "credentials" in tool:
            tool["credentials"] = secrets_of(tool, owner)
    return {
        "name": owner.lower(),
        "title": api.title,
        "version": api.version,
        "baseUrl": found["baseUrl"],
        "baseVariable": f"{owner}_BASE_URL",
        "credentials": secrets_of(found, owner),
        "mode": vars(options.mode) if options.mode is not None and options.mode.operation in tools else None,
        "own": [name for name in options.tools if name in tools],
        "errors": found.get("errors", {}),
        "tools": tools,
        "sections": [
            (section.title, section.guide.address, section.text) for section in iter_sections(guides)
        ],
    }


def secrets_of(found: Mapping[str, Any], owner: str) -> list[Mapping[str, str]]:
    """Say of each credential of a description which variable holds its secret, named as in the samples."""
    credentials = found["credentials"] or ()
    known = [(each, Credential(each["in"], each["name"], each["value"])) for each in credentials]
    return [
        {
            "in": each["in"],
            "name": each["name"],
            "prefix": credential.prefix,
            "variable": f"{owner}_{credential.variable}",
        }
        for each, credential in known
    ]

"""A desktop client installs the server from one file and asks its user for the address and the secrets."""

import io
import json
import zipfile

from apidocs.document.load import load
from apidocs.model.api import Api
from apidocs.pages.downloads.agent_tools import tool_descriptions
from apidocs.pages.downloads.agents.mcp_bundle import bundle, bundle_name
from apidocs.schemas.shape.shape import Shaper
from support.documents import SPEC


def test_the_bundle_holds_the_server_and_asks_for_what_it_needs() -> None:
    api = Api.from_spec(load(str(SPEC)))
    found = tool_descriptions(api, Shaper(api.schemas))
    packed = bundle(api, found, "print()\n")
    assert bundle_name(api) == "sessiondock.mcpb"
    assert packed == bundle(api, found, "print()\n")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == ["manifest.json", "server/sessiondock_mcp.py"]
        assert archive.read("server/sessiondock_mcp.py") == b"print()\n"
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["server"]["mcp_config"] == {
        "command": "uv",
        "args": ["run", "--script", "${__dirname}/server/sessiondock_mcp.py"],
        "env": {
            "SESSIONDOCK_BASE_URL": "${user_config.sessiondock_base_url}",
            "SESSIONDOCK_TOKEN": "${user_config.sessiondock_token}",
        },
    }
    asked = manifest["user_config"]
    assert asked["sessiondock_base_url"]["default"] == "http://127.0.0.1:18432"
    assert asked["sessiondock_token"]["sensitive"] is True
    required = {"manifest_version", "name", "version", "description", "author", "server"}
    assert required <= manifest.keys()

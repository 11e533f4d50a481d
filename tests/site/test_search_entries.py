"""The index has one entry for each thing that people look for, and no more text than that takes."""

import json
from typing import Any

import pytest

from apidocs.progress import Silent
from apidocs.site.publish import publish_reference
from support.commands import SMALL, write_small

DESCRIBED = (
    SMALL.replace(
        "      summary: Say hello\n", "      summary: Say <hello>\n      description: Greets *one* person.\n"
    )
    .replace(
        '        "200":',
        """        "404":
          description: Nobody of that name.
          content: {application/json: {example: {error: {code: no_such_person, message: Who is <that>?}}}}
        "200":
          headers: {X-Mood: {schema: {type: string, enum: [glad]}}}""",
    )
    .replace(
        "description: Whom to greet., schema: {type: string}",
        "description: Whom to greet., schema: {type: string, enum: [you, <me>]}",
    )
    .replace("{text: {type: string}}", "{text: {type: string, enum: [hello, good day]}}")
)


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("search")
    publish_reference(str(write_small(folder, DESCRIBED)), folder / "site", Silent(), strict=False)
    index = json.loads((folder / "site/search/search_index.json").read_text(encoding="utf-8"))
    found: dict[str, dict[str, Any]] = {entry["location"]: entry for entry in index["docs"]}
    assert len(found) == len(index["docs"])
    return found


def test_an_operation_is_found_by_its_title_its_call_its_description_its_names_and_its_id(
    entries: dict[str, dict[str, Any]],
) -> None:
    entry = entries["api-reference/hello/sayhello/"]
    assert entry["title"] == "Say &lt;hello&gt;"
    assert entry["text"] == (
        "<p><code>GET /hello/{name}</code></p><p>Greets one person.</p>"
        '<p>Parameters: <span class="parameters">name</span></p>'
        '<p>Fields: <span class="fields">X-Mood, text</span></p>'
        '<p>Values: <span class="values">you, &lt;me&gt;</span></p>'
    )
    assert entry["tags"] == ["sayHello"]


def test_a_schema_is_found_by_its_name_and_its_properties(entries: dict[str, dict[str, Any]]) -> None:
    entry = entries["api-reference/schemas/Greeting/"]
    assert (entry["title"], entry["text"]) == (
        "Greeting",
        (
            '<p>Fields: <span class="fields">text</span></p>'
            '<p>Values: <span class="values">hello, good day</span></p>'
        ),
    )


def test_an_error_is_found_by_its_code_and_leads_to_its_place(entries: dict[str, dict[str, Any]]) -> None:
    entry = entries["api-reference/errors/#no_such_person"]
    assert (entry["title"], entry["text"]) == ("no_such_person", "<p>404 Who is &lt;that&gt;?</p>")
    assert entries["api-reference/errors/#status-404"]["text"] == "<p>Nobody of that name.</p>"


def test_a_tag_is_found_once_by_its_name(entries: dict[str, dict[str, Any]]) -> None:
    assert [entry["text"] for entry in entries.values() if entry["title"] == "hello"] == ["<p>Greets.</p>"]

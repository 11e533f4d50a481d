"""What is built to be measured: descriptions of like operations, and pages for MkDocs alone."""

import json
from pathlib import Path
from typing import Any

# Pages of a section of the site that MkDocs builds alone, and operations of a tag.
SECTION = 25
COLUMNS = "| Name | In | Type | Required | Description |\n| --- | --- | --- | --- | --- |\n"


def write_series(folder: Path, count: int, tag_size: int = SECTION) -> Path:
    """Write a description of this many operations, which differ in their names, words and schemas."""
    paths: dict[str, Any] = {}
    for number in range(count):
        path = f"/v1/resources{number // 4}" + ("/{id}" if number % 4 > 1 else "")
        method = ("get", "post", "put", "delete")[number % 4]
        paths.setdefault(path, {})[method] = _operation(number, number // tag_size)
    schemas = {f"Resource{number}": _schema(number) for number in range(0, count, 4)}
    document = {
        "openapi": "3.1.0",
        "info": {"title": f"Series of {count}", "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": paths,
        "components": {"schemas": {**schemas, "Error": _error_schema()}},
    }
    target = folder / f"series-{count}-{tag_size}.json"
    target.write_text(json.dumps(document), encoding="utf-8")
    return target


def _operation(number: int, tag: int) -> dict[str, Any]:
    own = {"$ref": f"#/components/schemas/Resource{number // 4 * 4}"}
    failure = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    query = [
        {
            "name": f"{name}{number % 7}",
            "in": "query",
            "schema": {"type": kind},
            "description": f"The {name}.",
        }
        for name, kind in (("limit", "integer"), ("after", "string"), ("sort", "string"), ("all", "boolean"))
    ]
    place = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    found: dict[str, Any] = {
        "operationId": f"{('list', 'make', 'change', 'remove')[number % 4]}Resource{number}",
        "summary": f"Work on resource number {number}",
        "description": f"Does what operation {number} is for, and `nothing` else.",
        "tags": [f"Resources {tag}"],
        "parameters": [*([place] if number % 4 > 1 else []), *query],
        "responses": {
            "200": {"description": "What was asked for.", "content": {"application/json": {"schema": own}}},
            **{
                code: {"description": "A failure.", "content": failure}
                for code in ("400", "401", "404", "500")
            },
        },
    }
    if number % 4 in (1, 2):
        found["requestBody"] = {"required": True, "content": {"application/json": {"schema": own}}}
    return found


def _schema(number: int) -> dict[str, Any]:
    kinds = ("string", "integer", "boolean", "number")
    fields = {
        f"field{number}_{place}": {"type": kinds[place % 4], "description": f"Says {place} of {number}."}
        for place in range(10)
    }
    return {"type": "object", "required": list(fields)[:3], "properties": fields}


def _error_schema() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: {"type": "string"} for name in ("code", "message", "trace")},
    }


def write_plain_site(folder: Path, count: int) -> Path:
    """Write pages like those of a reference, for MkDocs and Material as they come."""
    for number in range(count):
        section = folder / "docs" / f"section{number // SECTION:03}"
        section.mkdir(parents=True, exist_ok=True)
        if number % SECTION == 0:
            (section / "index.md").write_text(f"# Section {number // SECTION}\n", encoding="utf-8")
        (section / f"page{number}.md").write_text(_plain_page(number), encoding="utf-8")
    (folder / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    extensions = "[admonition, attr_list, md_in_html, tables, pymdownx.highlight, pymdownx.superfences]"
    text = f"site_name: Plain\ntheme:\n  name: material\nmarkdown_extensions: {extensions}\n"
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return folder / "mkdocs.yml"


def _plain_page(number: int) -> str:
    rows = "".join(f"| `param{row}` | query | string | No | Words {number}.{row} |\n" for row in range(8))
    body = {f"field{place}": f"value {number}.{place}" for place in range(20)}
    nested = {"data": {**body, "items": [body, {"last": True}]}}
    blocks = [json.dumps(nested, indent=2)] * 4
    failures = [
        json.dumps(
            {"error": {"status": code, "code": f"code_{code}", "message": "It failed, and this says why."}},
            indent=2,
        )
        for code in range(400, 408)
    ]
    fences = "".join(
        f"### Answer {place}\n\n``` json\n{block}\n```\n\n"
        for place, block in enumerate([*blocks, *failures])
    )
    call = (
        f"``` bash\ncurl -X POST 'https://api.example.com/v1/res{number}' \\\n  -H 'Accept: text/plain'\n```"
    )
    return f"# Operation {number}\n\nWords on operation {number}.\n\n{call}\n\n{COLUMNS}{rows}\n{fences}"

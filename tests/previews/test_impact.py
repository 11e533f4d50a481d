"""What a change does to the guides: which lines are wrong now, and which are related."""

from pathlib import Path

import pytest

from apidocs.diff.compare import compare
from apidocs.preview.impact import Impact, Sides, find_impacts
from support.documents import api_of

DOCUMENT = """
info: {title: t, version: "1"}
servers: [{url: "http://localhost:8000"}]
security: [{token: [read]}]
components:
  securitySchemes: {token: {type: http, scheme: bearer}}
  schemas:
    Pet: {type: object, properties: {name: {type: string}, kind: {type: string, enum: [cat, dog]}}}
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      parameters: [{name: limit, in: query, schema: {type: integer}}]
      responses:
        "200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
        "404": {description: none, content: {application/json: {example: {error: {code: not_found}}}}}
    post:
      operationId: addPet
      tags: [pets]
      requestBody:
        content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
      responses: {"201": {description: ok}}
"""

LIST, ADD = "[list](../api-reference/pets/listpets/index.md)", "[add](../api-reference/pets/addpet/index.md)"
SEND = '```bash\ncurl "http://localhost:8000/pets" -d \'{"name": "Tom"}\'\n```'

# A guide, what is replaced in the description, and the lines with what is said of them.
CASES = {
    "a link to a page that moved": (
        f"One\n{LIST}",
        ("operationId: listPets", "operationId: allPets"),
        ["2 wrong the page api-reference/pets/listpets/index.md is now api-reference/pets/allpets/index.md"],
    ),
    "an operation that went, named and linked": (
        f"`POST /pets`, {ADD}\n`GET /pets`, {LIST}",
        ("    post:", "    x-post:"),
        [
            "1 wrong the page api-reference/pets/addpet/index.md is gone; there is no POST /pets",
            "2 related POST /pets was removed",
        ],
    ),
    "a path that went": (
        f'{LIST}\n```python\nget("/pets")\n```',
        ("  /pets:", "  /animals:"),
        ["3 wrong there is no /pets"],
    ),
    "a parameter that went": (
        "`GET /pets`\n`limit`\nlimit",
        ("name: limit", "name: most"),
        ["2 wrong The parameter limit was removed"],
    ),
    "a parameter of the name of a property that stays": (
        "`GET /pets`\n`limit`",
        ("name: limit", "name: name"),
        ["2 wrong The parameter limit was removed"],
    ),
    "a property that a body may no longer have": (
        f"{ADD}\n`kind`",
        ("kind: {type: string, enum: [cat, dog]}}", "x: {type: string}}, additionalProperties: false"),
        ["2 wrong Pet.kind is no longer accepted: a body that has it is refused"],
    ),
    "a property that no value is right for": (
        f"{ADD}\n`kind`",
        ("kind: {type: string, enum: [cat, dog]}", "kind: false"),
        ["2 wrong Pet.kind is no longer accepted: a body that has it is refused"],
    ),
    "a property that is needed now, which a call does not send": (
        f"{ADD}\n{SEND}",
        ("Pet: {type: object,", "Pet: {type: object, required: [kind],"),
        ["3 wrong the property kind is missing"],
    ),
    "a value that went": (
        "`GET /pets`\n`dog`\n`cat`",
        ("enum: [cat, dog]", "enum: [cat]"),
        ["2 wrong Pet.kind is no longer dog in any response"],
    ),
    "an error code that went, named anywhere": (
        "`not_found`",
        ("code: not_found", "code: gone"),
        ["1 wrong The error code not_found is no longer in an example of a response"],
    ),
    "a server that went, named anywhere": (
        "`curl http://localhost:8000/pets`",
        ("localhost:8000", "localhost:9000"),
        ["1 wrong The server http://localhost:8000 was removed"],
    ),
    "another scope for a path that stays": (
        "`GET /pets`\nThe mode is `read`.",
        ("security: [{token: [read]}]", "security: [{token: [write]}]"),
        ["1 related The scope write is now needed; The scope read is no longer needed"],
    ),
    "nothing of what it says": ("`GET /pets`\n`name`", ("name: limit", "name: most"), []),
}


def said(impact: Impact) -> str:
    return f"{impact.line} {'wrong' if impact.is_wrong else 'related'} {impact.reason}"


@pytest.mark.parametrize("case", CASES)
def test_a_guide_is_named_with_its_lines(case: str, tmp_path: Path) -> None:
    guide, (old, new), expected = CASES[case]
    assert old in DOCUMENT
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide/index.md").write_text(guide, encoding="utf-8")
    sides = Sides.from_apis(api_of(DOCUMENT), api_of(DOCUMENT.replace(old, new)))
    found = find_impacts(tmp_path, compare(sides.base, sides.revision), sides)
    assert {each.path for each in found} <= {"docs/guide/index.md"}
    assert [said(each) for each in found] == expected

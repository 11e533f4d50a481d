"""Guides are read into blocks, headings and links, and what contradicts the document is found."""

import pytest

from apidocs.markdown.guides import CodeBlock, Heading, Link, iter_code_blocks, iter_headings, iter_links
from support.guide_contract import Contract, find_problems

CONTRACT = Contract.load()


def test_an_indented_fence_is_a_block_without_its_indent() -> None:
    text = '=== "macOS"\n\n    ```bash title="a.sh"\n    if x; then\n      y\n    fi\n    ```\n'
    assert list(iter_code_blocks(text)) == [CodeBlock("bash", "if x; then\n  y\nfi\n", 4, "a.sh")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("```\nx\n```", ""),
        ("~~~ json\nx\n~~~", "json"),
        ('``` { .python title="x.py" }\nx\n```', "python"),
        ("````bash\nx\n````", "bash"),
    ],
)
def test_the_language_of_a_fence(text: str, language: str) -> None:
    assert [(block.language, block.text) for block in iter_code_blocks(text)] == [(language, "x\n")]


def test_a_longer_fence_holds_a_shorter_one() -> None:
    assert [block.text for block in iter_code_blocks("````\n```\nx\n```\n````")] == ["```\nx\n```\n"]


def test_an_open_fence_ends_with_the_text() -> None:
    assert [block.text for block in iter_code_blocks("```bash\nx")] == ["x\n"]


def test_headings_are_not_looked_for_in_code_and_front_matter() -> None:
    text = "---\n# comment\n---\n# One\n\n```bash\n# two\n```\n\n### Three { #three }\n"
    assert list(iter_headings(text)) == [Heading(1, "One", 4), Heading(3, "Three", 10)]


def test_links_are_not_looked_for_in_code_and_images() -> None:
    text = '[a](b.md#c)\n![i](i.png)\n```\n[x](y)\n```\n[`GET /a[0]`](<d.md> "title")\n'
    assert list(iter_links(text)) == [Link("a", "b.md#c", 1), Link("`GET /a[0]`", "d.md", 6)]
    code = "\\[not\\](a.md) `^[a-z](x[0-9]*)?$` [e](f.md) ``a ` [b](c)`` [`g` h](i.md) ` [open](j.md)"
    assert [link.target for link in iter_links(code)] == ["f.md", "i.md", "j.md"]


# --- defects are found

HEALTH = "[health](../api-reference/system/gethealth/index.md)\n"
PATCH = "[patch](../api-reference/sessions/patchsession/index.md)\n"


def curl(*lines: str) -> str:
    authorization = '  -H "Authorization: Bearer $SESSIONDOCK_TOKEN" \\\n'
    return "```bash\ncurl \\\n" + authorization + " \\\n".join(f"  {line}" for line in lines) + "\n```\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (HEALTH + curl('"http://127.0.0.1:9/api/v1/health"'), "unknown server: http://127.0.0.1:9"),
        (HEALTH + '```bash\ncurl "$SESSIONDOCK_BASE_URL/health"\n```', "no Authorization header"),
        (curl('"$SESSIONDOCK_BASE_URL/health"'), "not linked in its section: GET /api/v1/health"),
        ("Ask `GET /health` first.", "not linked in its section: GET /api/v1/health"),
        ('```json\n{"error": {"status": 403, "code": "readonly"}}\n```', "unknown error: 403 readonly"),
        (
            "[`PUT /api/v1/health`](../api-reference/system/gethealth/index.md)",
            "the link of `PUT /api/v1/health`",
        ),
    ],
)
def test_a_defect_is_found(text: str, problem: str) -> None:
    problems = find_problems(text, CONTRACT)
    assert len(problems) == 1, problems
    assert problem in problems[0]


def test_a_section_without_defects_has_no_problem() -> None:
    text = PATCH + curl("-X PATCH", '-d \'{"tags": ["a"]}\'', '"$SESSIONDOCK_BASE_URL/sessions/$id"')
    assert find_problems(text, CONTRACT) == []

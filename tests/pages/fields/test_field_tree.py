"""Fields stand inside of those they are members of."""

import pytest

from apidocs.pages.fields.field_table import FieldLister
from apidocs.pages.fields.field_tree import FieldNode, tree_of
from support.documents import WORDS, schema_of


def tree(text: str) -> list[FieldNode]:
    schema, shaper = schema_of(text)
    return tree_of(FieldLister(shaper, WORDS).fields(schema))


NESTED = """
X:
  properties:
    id: {type: string}
    owner:
      properties:
        name: {type: string}
        home: {properties: {street: {type: string}}}
    tags: {type: array, items: {properties: {label: {type: string}}}}
"""


def test_a_member_is_inside_of_its_owner() -> None:
    id_, owner, tags = tree(NESTED)
    assert id_.members == []
    assert [node.name for node in owner.members] == ["name", "home"]
    assert [(node.parent, node.name) for node in owner.members[1].members] == [("owner.home.", "street")]
    assert [(node.parent, node.name) for node in tags.members] == [("tags[].", "label")]


def test_what_lies_deep_is_folded() -> None:
    _, owner, _ = tree(NESTED)
    assert not owner.is_folded
    assert owner.members[1].is_folded


def of_two_levels(first: int, second: int) -> str:
    members = ", ".join(f"m{number}: {{type: string}}" for number in range(second))
    others = "".join(f"    f{number}: {{type: string}}\n" for number in range(first - 1))
    return f"X:\n  properties:\n    owner: {{properties: {{{members}}}}}\n{others}"


@pytest.mark.parametrize(
    ("first", "second", "is_folded"),
    [
        pytest.param(20, 20, False, id="they fit"),
        pytest.param(20, 21, True, id="they do not"),
        pytest.param(1, 50, False, id="the first level says nothing by itself"),
    ],
)
def test_the_second_level_is_folded_where_both_are_too_long(
    first: int,
    second: int,
    is_folded: bool,  # noqa: FBT001
) -> None:
    assert tree(of_two_levels(first, second))[0].is_folded is is_folded

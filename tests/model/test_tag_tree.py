"""Tags become the tree by which they are listed: each once, wherever it says it belongs."""

import pytest

from apidocs.model.tag import Branch
from support.documents import api_of, api_of_file

Shown = list[tuple[int, str]]


def shown(branches: tuple[Branch, ...]) -> Shown:
    return [(depth, found.title) for branch in branches for depth, found in branch.walk()]


@pytest.mark.parametrize(
    ("tags", "groups", "expected"),
    [
        ("{name: a}, {name: b}", "[]", [(0, "a"), (0, "b")]),
        ("{name: a, parent: b}, {name: b}", "[]", [(0, "b"), (1, "a")]),
        ("{name: a, parent: nobody}, {name: b, parent: a}", "[]", [(0, "a"), (1, "b")]),
        ("{name: a, parent: a}", "[]", [(0, "a")]),
        ("{name: a, parent: b}, {name: b, parent: a}, {name: c, parent: a}", "[]", [(0, "a"), (0, "b")]),
        ("{name: a}, {name: b}", "[{name: G, tags: [b, no]}]", [(0, "G"), (1, "b"), (0, "a")]),
        (
            "{name: a}, {name: b}",
            "[{name: G, tags: [a]}, {name: H, tags: [a]}]",
            [(0, "G"), (1, "a"), (0, "b")],
        ),
        ("{name: a, parent: b}, {name: b}", "[{name: G, tags: [a, b]}]", [(0, "G"), (1, "b"), (2, "a")]),
        ("{name: a}", "[1, {name: G}, {tags: [1]}, {tags: x}]", [(0, "a")]),
        ("{name: a}", "x", [(0, "a")]),
    ],
)
def test_every_tag_stands_once_where_it_belongs(tags: str, groups: str, expected: Shown) -> None:
    names = "paths: {/: {get: {tags: [a, b, c]}}}" if "c" in tags else "paths: {/: {get: {tags: [a, b]}}}"
    api = api_of(f"tags: [{tags}]\nx-tagGroups: {groups}\n{names}", "3.2.0")
    found = shown(api.tag_tree)
    assert found[: len(expected)] == expected
    names_found = [branch.tag.name for top in api.tag_tree for _, branch in top.walk() if branch.tag]
    assert sorted(names_found) == sorted(tag.name for tag in api.tags)


def test_parents_and_tags_with_words_are_listed_though_no_operation_has_them() -> None:
    api = api_of_file("tags-and-info.yaml")
    assert shown(api.tag_tree) == [
        *((0, "People"), (1, "Users of it")),
        *((0, "All animals"), (1, "pets")),
        *((0, "guide"), (0, "a"), (0, "b"), (0, "new")),
    ]

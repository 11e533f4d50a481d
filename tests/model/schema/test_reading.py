"""Single members of nodes."""

from apidocs.model.reading import (
    extensions_of,
    flag,
    list_of,
    mapping_of,
    optional,
    resolved_or_none,
    text,
    texts,
)
from support.documents import document_of, node_of


def test_a_member_of_the_wrong_type_counts_as_absent() -> None:
    node = node_of("a: {b: 1}\nc: text\nd: [1, x]\ne: null")
    assert text(node, "a") is None
    assert text(node, "e") is None
    assert not flag(node, "c")
    assert list(list_of(node, "c")) == []
    assert list(mapping_of(node, "d")) == []
    assert texts(node, "c") == ()


def test_presence_is_told_from_emptiness() -> None:
    node = node_of("a: null\nb: ''\nc: 0")
    assert optional(node, "a") == (None,)
    assert optional(node, "missing") == ()
    assert text(node, "b") == ""
    assert text(node, "c") == "0"


def test_a_number_in_the_place_of_a_text_is_its_text() -> None:
    assert texts(node_of("a: [1, true, x]"), "a") == ("1", "True", "x")


def test_extensions_are_told_by_their_name() -> None:
    assert extensions_of(node_of("x-a: 1\ny: 2\nx-b: null")) == {"x-a": 1, "x-b": None}


def test_a_reference_may_have_its_own_description() -> None:
    document = "a: {$ref: '#/b', description: own, other: no}\nb: {description: its, summary: S}"
    new = resolved_or_none(document_of(document).root.child("a"))
    old = resolved_or_none(document_of(document, "3.0.3").root.child("a"))
    assert new is not None
    assert (text(new, "description"), text(new, "summary"), text(new, "other")) == ("own", "S", None)
    assert new.location.pointer == "/b"
    assert old is not None
    assert (text(old, "description"), text(old, "other")) == ("own", None)


def test_an_unresolvable_member_is_left_out() -> None:
    node = node_of("a: [{$ref: '#/nowhere'}, 1]\nb: {c: {$ref: '#/nowhere'}, d: 1}")
    assert [found.value for found in list_of(node, "a")] == [1]
    assert [name for name, _ in mapping_of(node, "b")] == ["d"]

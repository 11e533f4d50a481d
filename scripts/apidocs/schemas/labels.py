"""Names parts that have none of their own: for addresses the same in every language, for readers in words."""

from __future__ import annotations


class Label(str):
    """A name of ours; readers see the text of its `key` in its place, which takes the `values`.

    It is a text like the names that authors give, and the same whatever the language.
    """

    __slots__ = ("key", "values")

    key: str
    values: dict[str, str]

    def __new__(cls, name: str, key: str, /, **values: str) -> Label:  # noqa: PYI034 - it has no heirs
        """Call a part by its name."""
        label = super().__new__(cls, name)
        label.key, label.values = key, values
        return label


def numbered(role: str, number: int) -> Label:
    """Call one of several parts that are the same to their owner by its number, counted from 1."""
    return Label(f"{role} ({number})", "roles_of_fields.numbered", role=role, number=str(number))


def alternative(number: str) -> Label:
    """Call an alternative without a name by its number, counted from 1; `2.1` is inside of the second."""
    return Label(f"alternative {number}", "shape.alternative", number=number)

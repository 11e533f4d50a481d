"""The names of a page, for search."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class PageNames:
    """The parameters and fields that a page names, outer ones first, and values that a reader may send.

    `body` are the fields of the request body, `fields` all others.
    """

    parameters: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


@dataclass
class Names:
    """The names of a page while it is made; of fields how deep the outermost of a name lies."""

    parameters: dict[str, None] = field(default_factory=dict)
    body: dict[str, int] = field(default_factory=dict)
    fields: dict[str, int] = field(default_factory=dict)
    values: dict[str, None] = field(default_factory=dict)

    def frozen(self) -> PageNames:
        """Return them in the order in which search lists them."""
        body, fields = (
            tuple(sorted(names, key=lambda name: names[name])) for names in (self.body, self.fields)
        )
        return PageNames(tuple(self.parameters), body, fields, tuple(self.values))

"""One difference between two descriptions, as every report of it needs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from apidocs.diff.rules.level import Level
from apidocs.diff.rules.rule import RULES, Rule
from apidocs.document.document import Location
from apidocs.model.operation import Operation


@dataclass(frozen=True)
class Place:
    """An operation as both sides have it, and the anchor of the part of its page where a change shows."""

    base: Operation | None
    revision: Operation | None
    section: str = ""

    @property
    def operation(self) -> Operation | None:
        """The operation of the revision, else the one that went."""
        return self.base if self.revision is None else self.revision

    @property
    def key(self) -> tuple[Location | None, Location | None, str]:
        """What tells it from other places."""
        base, revision = (None if each is None else each.location for each in (self.base, self.revision))
        return base, revision, self.section


def distinct(places: Iterable[Place]) -> tuple[Place, ...]:
    """Return each place once, in order."""
    return tuple({place.key: place for place in places}.values())


@dataclass(frozen=True)
class Change:
    """One difference: the rule's id, what it is about, its value on both sides, and where it shows.

    `subject` is what changed in a client's eyes, such as `limit` or `Session.kind`; `name` is its last part
    as it is written. `places` is empty for what concerns the whole API.
    `component` is the schema with a page of its own that it is in. `reason` says why the project gave the
    change another level than the rule has.
    """

    id: str
    level: Level
    subject: str = ""
    base: str | None = None
    revision: str | None = None
    places: tuple[Place, ...] = ()
    base_location: Location | None = None
    revision_location: Location | None = None
    component: str | None = None
    name: str = ""
    reason: str = ""

    @property
    def rule(self) -> Rule:
        """What the id stands for."""
        return RULES[self.id]

    def text(self, code: Callable[[str], str] = str) -> str:
        """Say in one sentence what changed; `code` writes the names and values in it."""
        return self._filled(self.rule.says, code)

    def advice(self, code: Callable[[str], str] = str) -> str:
        """Say what the author of a client has to do; "" where there is nothing to do."""
        return self._filled(self.rule.advice, code)

    def harm(self, code: Callable[[str], str] = str) -> str:
        """Say how a client is hurt, or why none is."""
        return self._filled(self.rule.harm, code)

    def _filled(self, template: str, code: Callable[[str], str]) -> str:
        subject = code(self.subject) if self.subject else "the body"
        base, revision = (code(value) if value is not None else "" for value in (self.base, self.revision))
        filled = template.format(subject=subject, base=base, revision=revision)
        is_name = template.startswith("{") and (self.subject or not template.startswith("{subject}"))
        return filled if is_name else filled[:1].upper() + filled[1:]

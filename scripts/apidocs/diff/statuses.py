"""Pairs the statuses that two operations answer: single codes, ranges such as 4XX, and `default`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from apidocs.model.content import Response
from apidocs.model.operation import Operation

Responses = Mapping[str, Response]
DEFAULT = "default"


@dataclass(frozen=True)
class Statuses:
    """The responses of both sides by status; a code that a range of the other side covers is still there.

    `narrowed` has by range of the base the codes that the revision describes by themselves, `widened` by
    range of the revision the codes that the base did.
    """

    before: Responses
    after: Responses

    @classmethod
    def from_sides(cls, base: Operation, revision: Operation) -> Statuses:
        """Index the responses of both sides."""
        return cls(*({_written(each): each for each in side.responses} for side in (base, revision)))

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Statuses to compare: equal ones, then each code with the range that covers it on the other side."""
        equal = ((status, status) for status in self.before if status in self.after)
        wider = ((code, range_) for range_, codes in self.widened.items() for code in codes)
        tighter = ((range_, code) for range_, codes in self.narrowed.items() for code in codes)
        return (*equal, *wider, *tighter)

    @property
    def widened(self) -> Mapping[str, list[str]]:
        """By range of the revision the codes of the base that are in it now."""
        return _covered((status for status in self.before if status not in self.after), self.after)

    @property
    def narrowed(self) -> Mapping[str, list[str]]:
        """By range of the base the codes of the revision that were in it."""
        return _covered((status for status in self.after if status not in self.before), self.before)

    @property
    def removed(self) -> Iterator[str]:
        """Iterate over what only the base answers."""
        known = {*self.after, *self.narrowed, *(code for codes in self.widened.values() for code in codes)}
        return (status for status in self.before if status not in known)

    @property
    def added(self) -> Iterator[str]:
        """Iterate over what only the revision answers."""
        known = {*self.before, *self.widened, *(code for codes in self.narrowed.values() for code in codes)}
        return (status for status in self.after if status not in known)


def is_success(status: str) -> bool:
    """Whether a status tells that the call did what it was to do; `default` is for what went wrong."""
    return status[:1] in {"1", "2", "3"}


def _written(response: Response) -> str:
    return DEFAULT if response.status_code.lower() == DEFAULT else response.status_code.upper()


def _covered(statuses: Iterable[str], others: Responses) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for status in statuses:
        range_ = _range_of(status, others)
        if range_ is not None:
            found.setdefault(range_, []).append(status)
    return found


def _range_of(status: str, responses: Responses) -> str | None:
    """Return what describes a status that is not listed (OpenAPI 3.1, section 4.8.16).

    `default` is taken for all successes too only where no other response is one.
    """
    if status == DEFAULT:
        return None
    range_ = f"{status[:1]}XX"
    if range_ in responses and range_ != status:
        return range_
    is_meant = not is_success(status) or not any(is_success(each) for each in responses)
    return DEFAULT if DEFAULT in responses and is_meant else None

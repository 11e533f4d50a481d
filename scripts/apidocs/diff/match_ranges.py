"""Pairs of what two sides list by name, where a name may be a range such as `4XX` or `image/*`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from apidocs.model.operation import Operation
from apidocs.model.response import Response

Listed = TypeVar("Listed")
DEFAULT: Final = "default"


@dataclass(frozen=True)
class Ranges(Generic[Listed]):
    """What both sides list; one that a range of the other side covers is still there.

    `range_of` returns the range that covers a name among those listed, None when there is none.
    """

    before: Mapping[str, Listed]
    after: Mapping[str, Listed]
    range_of: Callable[[str, Collection[str]], str | None]

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Names to compare: equal ones, then each with the range that covers it on the other side."""
        equal = ((name, name) for name in self.before if name in self.after)
        wider = ((name, range_) for range_, names in self._wider.items() for name in names)
        tighter = ((range_, name) for range_, names in self._tighter.items() for name in names)
        return (*equal, *wider, *tighter)

    @property
    def widened(self) -> Mapping[str, list[str]]:
        """By range that only the revision has the names of the base that are in it now."""
        return {range_: names for range_, names in self._wider.items() if range_ not in self.before}

    @property
    def joined(self) -> Mapping[str, list[str]]:
        """By range that both sides have the names that only the base lists by themselves."""
        return {range_: names for range_, names in self._wider.items() if range_ in self.before}

    @property
    def narrowed(self) -> Mapping[str, list[str]]:
        """By range that only the base has the names of it that are left."""
        return {range_: names for range_, names in self._tighter.items() if range_ not in self.after}

    @property
    def split(self) -> Mapping[str, list[str]]:
        """By range that both sides have the names that only the revision lists by themselves."""
        return {range_: names for range_, names in self._tighter.items() if range_ in self.after}

    @property
    def removed(self) -> Iterator[str]:
        """Iterate over what only the base has."""
        known = {*self.after, *self._tighter, *(name for names in self._wider.values() for name in names)}
        return (name for name in self.before if name not in known)

    @property
    def added(self) -> Iterator[str]:
        """Iterate over what only the revision has."""
        known = {*self.before, *self._wider, *(name for names in self._tighter.values() for name in names)}
        return (name for name in self.after if name not in known)

    @property
    def _wider(self) -> Mapping[str, list[str]]:
        return self._covered((name for name in self.before if name not in self.after), self.after)

    @property
    def _tighter(self) -> Mapping[str, list[str]]:
        return self._covered((name for name in self.after if name not in self.before), self.before)

    def _covered(self, names: Iterable[str], others: Mapping[str, Listed]) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in names:
            range_ = self.range_of(name, others)
            if range_ is not None:
                found.setdefault(range_, []).append(name)
        return found


def statuses_of(base: Operation, revision: Operation) -> Ranges[Response]:
    """Index the responses of both sides by status."""
    before, after = ({_written(each): each for each in side.responses} for side in (base, revision))
    return Ranges(before, after, _range_of)


def is_success(status: str) -> bool:
    """Whether a status tells that the call did what it was to do; `default` is for what went wrong."""
    return status[:1] in {"1", "2", "3"}


def _written(response: Response) -> str:
    return DEFAULT if response.status_code.lower() == DEFAULT else response.status_code.upper()


def _range_of(status: str, responses: Collection[str]) -> str | None:
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

"""The differences between the limits of two places: intervals, lengths, patterns, formats."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from apidocs.diff.schemas.constraints import LENGTHS, WIDER_FORMATS, Bound, Limits, number
from apidocs.diff.schemas.finding import Finding

NO_LIMITS: Final = Limits()


def iter_limit_findings(
    base: Limits, revision: Limits, kind: str, *, is_same_type: bool, implied: tuple[int, int] = (0, 0)
) -> Iterator[Finding]:
    """Iterate over the differences between the limits of one kind of value.

    `implied` are the numbers of properties that each side asks for anyway. A format follows its type: where
    whole numbers become any numbers, their format is no news.
    """
    if kind == "number":
        yield from _iter_bound(base.low, revision.low, is_lower=True)
        yield from _iter_bound(base.high, revision.high, is_lower=False)
        yield from _iter_step(base, revision, is_same_type=is_same_type)
    if kind in LENGTHS:
        yield from _iter_lengths(base, revision, kind, implied)
    if base.is_unique != revision.is_unique:
        text = "uniqueItems true"
        yield Finding("limit-added", None, text) if revision.is_unique else Finding("limit-removed", text)
    yield from _iter_patterns(base.patterns, revision.patterns)
    if is_same_type:
        yield from _iter_formats(base.formats, revision.formats, kind)
    # A media type that is written out beside bytes is no news, another one is.
    if base.contents and revision.contents and base.contents != revision.contents:
        yield Finding("format-changed", *(", ".join(sorted(side.contents)) for side in (base, revision)))


def describe(limits: Limits, kind: str) -> str:
    """Write all limits in one line."""
    written = [
        finding.revision for finding in iter_limit_findings(NO_LIMITS, limits, kind, is_same_type=True)
    ]
    return ", ".join(text for text in written if text)


def _limit(before: str | None, after: str | None, way: str = "changed") -> Finding:
    if before is None:
        return Finding("limit-added", None, after)
    return Finding("limit-removed", before) if after is None else Finding(f"limit-{way}", before, after)


def _iter_bound(before: Bound | None, after: Bound | None, *, is_lower: bool) -> Iterator[Finding]:
    if before == after:
        return
    texts = [None if end is None else end.text(is_lower=is_lower) for end in (before, after)]
    is_tighter = False
    if before is not None and after is not None:
        if before.value == after.value:
            is_tighter = before.is_inclusive
        else:
            is_tighter = (after.value > before.value) == is_lower
    yield _limit(texts[0], texts[1], "tightened" if is_tighter else "loosened")


def _iter_step(base: Limits, revision: Limits, *, is_same_type: bool) -> Iterator[Finding]:
    before, after = base.step, revision.step
    if before == after:
        return
    # That a number is whole is said by its type.
    texts = [None if step is None or step == 1 else f"multipleOf {number(step)}" for step in (before, after)]
    if texts == [None, None] and not is_same_type:
        return
    texts = [
        f"multipleOf {number(step)}" if step is not None and text is None and is_same_type else text
        for step, text in zip((before, after), texts, strict=True)
    ]
    way = "changed"
    if before is not None and after is not None:
        way = "tightened" if after % before == 0 else "loosened" if before % after == 0 else "changed"
    yield _limit(texts[0], texts[1], way)


def _iter_lengths(base: Limits, revision: Limits, kind: str, implied: tuple[int, int]) -> Iterator[Finding]:
    lower, upper = LENGTHS[kind]
    if base.least != revision.least:
        is_tighter = revision.least > base.least
        if (revision.least > implied[1]) if is_tighter else (base.least > implied[0]):
            texts = [f"{lower} {side.least}" if side.least else None for side in (base, revision)]
            yield _limit(texts[0], texts[1], "tightened" if is_tighter else "loosened")
    if base.most != revision.most:
        texts = [None if side.most is None else f"{upper} {side.most}" for side in (base, revision)]
        is_tighter = base.most is not None and revision.most is not None and revision.most < base.most
        yield _limit(texts[0], texts[1], "tightened" if is_tighter else "loosened")


def _iter_patterns(before: frozenset[str], after: frozenset[str]) -> Iterator[Finding]:
    gone, come = sorted(before - after), sorted(after - before)
    if len(gone) == len(come) == 1:
        yield Finding("pattern-changed", gone[0], come[0])
        return
    yield from (Finding("pattern-removed", pattern) for pattern in gone)
    yield from (Finding("pattern-added", None, pattern) for pattern in come)


def _iter_formats(before: frozenset[str], after: frozenset[str], kind: str) -> Iterator[Finding]:
    gone, come = sorted(before - after), sorted(after - before)
    if len(gone) == len(come) == 1:
        family = "number-format" if kind == "number" else "format"
        if come[0] in WIDER_FORMATS.get(gone[0], ()):
            yield Finding(f"{family}-widened", gone[0], come[0])
        elif gone[0] in WIDER_FORMATS.get(come[0], ()):
            yield Finding(f"{family}-narrowed", gone[0], come[0])
        else:
            yield Finding("format-changed", gone[0], come[0])
        return
    yield from (Finding("format-removed", format_) for format_ in gone)
    yield from (Finding("format-added", None, format_) for format_ in come)

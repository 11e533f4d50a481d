"""Marks the words of a line or of a block of code that came or went; its tags stay what they are."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final

from apidocs.preview.html_diff.html_tree import TAG
from apidocs.preview.html_diff.longest_common_subsequence import Pair, equal_pairs

PIECE: Final = re.compile(rf"{TAG}|&[#\w]+;|\w+|\n|[^\S\n]+|[^\w\s<&]|[<&]")
HREF: Final = re.compile(r'\bhref="([^"]*)"')
# Words that stay between others that changed are worth seeing; a comma or space that stays is not.
TELLING: Final = re.compile(r"\w|\n|<img")

Word = tuple[str, str]


@lru_cache(maxsize=10_000)
def seen(html: str) -> tuple[Word, ...]:
    """Return what a reader sees, word by word: of a link also where it leads, of an image its tag."""
    return tuple(word for _, word in _iter_words(PIECE.findall(html)) if word[0] != " ")


def mark_all(html: str, tag: str) -> str:
    """Mark all words of some HTML."""
    pieces = PIECE.findall(html)
    return _marked(pieces, range(len(pieces)), tag, {})


def mark_words(before: str, after: str) -> tuple[str, str, str]:
    """Return what was before with what went, what is after with what came, and the latter with both."""
    old, new = PIECE.findall(before), PIECE.findall(after)
    words = [list(_iter_words(pieces)) for pieces in (old, new)]
    kept = _kept([word for _, word in words[0]], [word for _, word in words[1]])
    places = [[place for place, _ in side] for side in words]
    gone = set(places[0]) - {places[0][first] for first, _ in kept}
    come = set(places[1]) - {places[1][second] for _, second in kept}
    inserted = dict(_iter_inserted(old, places, kept))
    return (
        _marked(old, gone, "del", {}),
        _marked(new, come, "ins", {}),
        _marked(new, come, "ins", inserted),
    )


def _iter_words(pieces: Sequence[str]) -> Iterator[tuple[int, Word]]:
    """Iterate over the words with their places among the pieces."""
    href = ""
    for place, piece in enumerate(pieces):
        if piece.startswith("<img"):
            yield place, (piece, href)
        elif _is_tag(piece):
            found = HREF.search(piece) if piece.startswith("<a ") else None
            href = found[1] if found else "" if piece == "</a>" else href
        else:
            yield place, (piece if piece == "\n" else piece.strip() or " ", href)


def _kept(before: Sequence[Word], after: Sequence[Word]) -> list[Pair]:
    """Return the places of the words that stay."""
    runs: list[list[Pair]] = []
    for pair in _equal(before, after):
        if runs and (runs[-1][-1][0] + 1, runs[-1][-1][1] + 1) == pair:
            runs[-1].append(pair)
        else:
            runs.append([pair])
    ends = (0, 0), (len(before) - 1, len(after) - 1)
    return [
        pair
        for run in runs
        if any(TELLING.search(before[first][0]) for first, _ in run)
        or run[0] == ends[0]
        or run[-1] == ends[1]
        for pair in run
    ]


def _equal(before: Sequence[Word], after: Sequence[Word]) -> Iterator[Pair]:
    """Iterate over the places of equal words: whole lines first, then words of the lines between these."""
    lines = _lines(before), _lines(after)
    starts = [[0, *accumulate(map(len, side))] for side in lines]
    last = 0, 0
    for one, other in [*equal_pairs(*lines), (len(lines[0]), len(lines[1]))]:
        first, second = starts[0][last[0]], starts[1][last[1]]
        between = before[first : starts[0][one]], after[second : starts[1][other]]
        yield from ((first + at, second + at_) for at, at_ in equal_pairs(*between))
        if one < len(lines[0]):
            yield from ((starts[0][one] + at, starts[1][other] + at) for at in range(len(lines[0][one])))
        last = one + 1, other + 1


def _lines(words: Sequence[Word]) -> list[tuple[Word, ...]]:
    ends = [place + 1 for place, (text, _) in enumerate(words) if text == "\n"]
    return [tuple(words[start:end]) for start, end in pairwise([0, *ends, len(words)])]


def _iter_inserted(
    pieces: Sequence[str], places: Sequence[Sequence[int]], kept: Sequence[Pair]
) -> Iterator[tuple[int, str]]:
    """Say before which piece of the side after the words that went belong; -1 is before all."""
    start, after = 0, -1
    for first, second in [*kept, (len(places[0]), len(places[1]))]:
        text = "".join(pieces[place] for place in places[0][start:first])
        if text.strip():
            yield after, f"<del>{text}</del>"
        start = first + 1
        after = places[1][second] if second < len(places[1]) else after


def _marked(pieces: Sequence[str], chosen: Container[int], tag: str, inserted: Mapping[int, str]) -> str:
    """Write the pieces with the chosen ones marked, and with what is inserted after some."""
    written, run = [inserted.get(-1, "")], ""
    for place, piece in enumerate([*pieces, ""]):
        if piece and place in chosen and (piece.startswith("<img") or not _is_tag(piece)):
            run += piece
        else:
            written += [f"<{tag}>{run}</{tag}>" if run.strip() else run, piece]
            run = ""
        written.append(inserted.get(place, ""))
    return "".join(written)


def _is_tag(piece: str) -> bool:
    return len(piece) > 1 and piece.startswith("<")

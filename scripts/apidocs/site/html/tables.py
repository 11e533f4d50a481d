"""Turns tables into HTML cell by cell: most cells of a reference stand in many tables, or are plain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

# A table as this generator writes it, with no alignment, alone or folded.
TABLE: Final = re.compile(r"(?:\|(?: .*)? \|\n)(?:\|(?: --- \|)+)(?:\n\|(?: .*)? \|)+")
FOLDED: Final = re.compile(r"(?P<head>\?\?\?\+? [^\n]*)\n\n(?P<table>    \|[^\n]*(?:\n    \|[^\n]*)+)")
# The body of the table that stands in for any other in a fold.
STAND_IN: Final = "| a |\n| --- |\n| b |"
# Text in which nothing can begin anything.
PLAIN: Final = re.compile(r"[^`\\\[<&*_{}|>\x02\n]*")
NAME: Final = re.compile(
    r"`(?P<code>[^`\\<>&#:!| \x02\n][^`\\<>&|\x02\n]*(?<! ))`\{ #(?P<anchor>[\w.-]+) \}", re.ASCII
)
# What stands around the one cell of each row of a table that Markdown made.
FIRST: Final = "<tbody>\n<tr>\n<td>"
BETWEEN: Final = "</td>\n</tr>\n<tr>\n<td>"
LAST: Final = "</td>\n</tr>\n</tbody>"

Convert = Callable[[str], str]
"""Makes HTML of Markdown."""


class TableWriter:
    """Writes tables of cells that it knows; `convert` is asked for the others, all of a table at once."""

    def __init__(self, convert: Convert) -> None:
        self._convert = convert
        self._known: dict[str, str] = {}
        self._folds: dict[str, tuple[str, str]] = {}

    def html(self, text: str) -> str | None:
        """Make the HTML of a part that is a table and nothing else; None when it is none of ours."""
        folded = FOLDED.fullmatch(text)
        if folded is None:
            return self._table(text)
        table = self._table(folded["table"].replace("\n    ", "\n")[4:])
        if table is None:
            return None
        before, after = self._fold(folded["head"])
        return f"{before}{table}{after}"

    def _table(self, text: str) -> str | None:
        if not TABLE.fullmatch(text):
            return None
        head, rule, *body = text.split("\n")
        width = rule.count("---")
        rows = [cells for row in (head, *body) if (cells := _cells(row, width)) is not None]
        if len(rows) != 1 + len(body) or not self._learn({cell for row in rows for cell in row}):
            return None
        lines = ["<table>", "<thead>", *self._row(rows[0], "th"), "</thead>", "<tbody>"]
        for row in rows[1:]:
            lines += self._row(row, "td")
        return "\n".join([*lines, "</tbody>", "</table>"])

    def _row(self, cells: Sequence[str], tag: str) -> Iterator[str]:
        yield "<tr>"
        for cell in cells:
            yield f"<{tag}>{self._known[cell]}</{tag}>"
        yield "</tr>"

    def _learn(self, cells: set[str]) -> bool:
        """Get to know cells; False when one of them is more than what stands in it, such as attributes."""
        asked = []
        for cell in sorted(cell for cell in cells if cell not in self._known):
            html = _simple(cell)
            if html is None:
                asked.append(cell)
            else:
                self._known[cell] = html
        if not asked:
            return True
        html = self._convert("\n".join(["| a |", "| --- |", *(f"| {cell} |" for cell in asked)]))
        _, start, rest = html.partition(FIRST)
        body, end, _ = rest.rpartition(LAST)
        answers = body.split(BETWEEN) if start and end else []
        if len(answers) == len(asked):
            self._known |= zip(asked, answers, strict=True)
        return len(answers) == len(asked)

    def _fold(self, head: str) -> tuple[str, str]:
        if head not in self._folds:
            indented = STAND_IN.replace("\n", "\n    ")
            html = self._convert(f"{head}\n\n    {indented}")
            before, _, rest = html.partition("<table>")
            self._folds[head] = (before, rest.partition("</table>")[2])
        return self._folds[head]


def _cells(row: str, width: int) -> list[str] | None:
    """Split a row whose every bar is one between cells; None when that is not sure."""
    cells = row[2:-2].split(" | ") if row != "| |" else [""]
    if len(cells) != width or row.count("|") != width + 1:
        return None
    return [cell.strip(" ") for cell in cells] if all(map(_is_closed, cells)) else None


def _is_closed(cell: str) -> bool:
    """Whether no code of the cell reaches into the next: marks of one backtick, in pairs."""
    return "`" not in cell or ("``" not in cell and "\\`" not in cell and cell.count("`") % 2 == 0)


def _simple(cell: str) -> str | None:
    """Write plain text, or a name in code with its anchor, which is what most cells are."""
    if PLAIN.fullmatch(cell):
        return cell
    name = NAME.fullmatch(cell)
    return f'<code id="{name["anchor"]}">{name["code"]}</code>' if name else None

"""Write a report as the comment on a pull request: Markdown that cannot mention, embed or run anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from apidocs.preview.changed_files import FileChange
from apidocs.preview.report import FOLDER, REDIRECTS, RENDERED, SEVERAL, Report, Shown, iter_lines

# Bytes: GitHub takes 65,536 characters in a comment; what follows it must fit too.
LIMIT: Final = 60_000
# What may be markup: of any Markdown, and what a host makes links and mentions of.
SPECIAL: Final = re.compile(
    r"[\\`*\[\]<>|~#!&@]|(?<!\w)_|_(?!\w)|^[-+=]|(?<=^\d)[.)]|:(?=//)|(?<=www)\.", re.IGNORECASE
)
# After these the host would make a link of what follows, escaped or not; this character has no width.
LINKING: Final = frozenset("@#!&~:.")
NO_LINK: Final = "\u200b"
BACKTICKS: Final = re.compile("`+")
UNFOLD: Final = "\n</details>\n"
CUT: Final = "\n_The list is cut here: the changes page and the artifact have all of it._\n"


def summary(report: Report) -> str:
    """Write the most important first; what does not fit is cut at the end of a line."""
    pieces, size, folded = [], 0, 0
    for line in _iter_lines(report):
        size += len(line.encode()) + 1
        if size > LIMIT - len(UNFOLD) - len(CUT):
            pieces += [UNFOLD * folded, CUT]
            break
        folded += line.startswith("<details>") - (line == "</details>")
        pieces.append(f"{line}\n")
    return "".join(pieces)


def escaped(text: str) -> str:
    """Write text so that no character of it is markup, and all of it can be read as it stands."""
    return SPECIAL.sub(_without_meaning, _on_one_line(text))


def _without_meaning(match: re.Match[str]) -> str:
    char = match[0]
    return f"{'' if char in '@:' else chr(92)}{char}{NO_LINK if char in LINKING else ''}"


def coded(text: str) -> str:
    """Write text as code, on one line; more backticks around it than any within."""
    line = _on_one_line(text)
    fence = "`" * (1 + max(map(len, BACKTICKS.findall(line)), default=0))
    space = " " if line[:1] in {"`", " ", ""} or line[-1:] in {"`", " "} else ""
    return f"{fence}{space}{line}{space}{fence}"


def _on_one_line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _iter_lines(report: Report) -> Iterator[str]:
    yield from (f"### {escaped(report.title)}", "", f"**{escaped(report.verdict)}.**", "")
    yield f"Base {coded(report.base)}, revision {coded(report.revision)}. {RENDERED}"
    if report.url and not report.problem:
        yield f"[The site]({report.url}) and [all changes]({report.url}{FOLDER}/index.html)."
    for problem in filter(None, (report.problem, report.base_problem)):
        yield from ("", *(f"- {coded(line)}" for line in problem.splitlines() if line.strip()))
    for level, found in report.by_level.items():
        if found:
            yield from ("", f"#### {level.capitalize()}", "")
            yield from (_change(each, report.url) for each in found)
    yield from _iter_impacts(report)
    yield from _iter_files(report)


def _change(shown: Shown, url: str) -> str:
    change = shown.change
    calls = [f"[{coded(text)}]({url}{href})" if url and href else coded(text) for text, href in shown.links]
    where = ", ".join(calls[:SEVERAL]) + (f" and {len(calls) - SEVERAL} more" if len(calls) > SEVERAL else "")
    parts = [f"{where}: " if where else "", change.text(coded), f" ({coded(change.id)}"]
    parts.append(f", {coded(shown.source)})" if shown.source else ")")
    advice = change.advice(coded)
    parts += [f". {advice}"] if advice and change.level != "safe" else []
    parts += [f"\n  - Level set by the project: {escaped(change.reason)}"] if change.reason else []
    return "- " + "".join(parts)


def _iter_impacts(report: Report) -> Iterator[str]:
    for is_wrong, title in ((True, "Guides that are now wrong"), (False, "Guides that are related")):
        found = [each for each in report.impacts if each.is_wrong == is_wrong]
        if found:
            yield from ("", f"#### {title}", "")
            yield from (f"- {coded(f'{each.path}:{each.line}')}: {escaped(each.reason)}" for each in found)


def _iter_files(report: Report) -> Iterator[str]:
    if report.code:
        yield from (
            "",
            "#### Code changed",
            "",
            "These decide what runs when the site is built; read them:",
            "",
        )
        yield from (f"- {each.kind}: {coded(each.path)}" for each in report.code)
    if report.notes:
        yield from ("", "#### Notes on the preview", "", *(f"- {escaped(note)}" for note in report.notes))
    if report.pages:
        yield from ("", f"<details><summary>Pages: {len(report.pages)}</summary>", "")
        for page in report.pages:
            path = f"[{coded(page.change.path)}]({report.url}{page.compared})"
            shown = path if report.url and page.compared else coded(page.change.path)
            moved = f" from {coded(page.change.before)}" if page.change.before else ""
            yield f"- {page.change.kind}{moved}: {shown}"
            if page.titles is not None:
                yield f"  - its title {coded(page.titles[0])} is now {coded(page.titles[1])}"
            if page.redirect:
                yield f"  - to keep the old address, add to {coded(REDIRECTS)}: {coded(page.redirect)}"
        yield from ("", "</details>")
    if report.sources:
        yield from (
            "",
            f"<details><summary>Guides, assets and templates: {len(report.sources)}</summary>",
            "",
        )
        yield from (f"- {each.kind}: {coded(each.path)}{_lines(each)}" for each in report.sources)
        yield from ("", "</details>")


def _lines(change: FileChange) -> str:
    """Name the first places in a guide; the changes page has all of them."""
    found = [
        f"{lines.kind} {coded(name)}" for name, lines in zip(iter_lines(change), change.lines, strict=True)
    ]
    more = f", and {len(found) - SEVERAL} more" if len(found) > SEVERAL else ""
    return f": {', '.join(found[:SEVERAL])}{more}" if found else ""

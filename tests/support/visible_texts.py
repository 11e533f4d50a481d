"""What readers see of a page, of its Markdown and of the search index: each text, and whether it is code."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

Shown = tuple[str, bool]
"""A text, and whether it is code within a line."""

# Attributes whose values are shown to nobody.
SILENT = frozenset(
    [
        *(
            "class",
            "id",
            "href",
            "src",
            "for",
            "name",
            "type",
            "value",
            "checked",
            "required",
            "hidden",
            "open",
        ),
        *(
            "http-equiv",
            "charset",
            "media",
            "property",
            "rel",
            "dir",
            "lang",
            "xmlns",
            "viewbox",
            "d",
            "align",
        ),
        *("role", "tabindex", "start", "method", "inputmode", "spellcheck"),
        *(
            "autocomplete",
            "autocapitalize",
            "autocorrect",
            "aria-haspopup",
            "aria-labelledby",
            "aria-describedby",
            "aria-current",
        ),
        *(
            "data-field",
            "data-action",
            "data-owner",
            "data-variable",
            "data-readings",
            "data-base-url",
            "data-path",
            "data-tabs",
            "data-label",
            "aria-hidden",
        ),
    ]
)
SPOKEN = frozenset({"description", "og:title", "og:description", "og:site_name"})
# Blocks of code are the same in every language.
BLOCKS = frozenset({"script", "style", "pre"})
FENCE = re.compile(r"^( *)(`{3,})[^`\n]*\n.*?^\1\2 *$", re.MULTILINE | re.DOTALL)
# What Markdown has for programs: keys of the front matter, attributes, targets of links, marks of blocks.
STRUCTURE = re.compile(
    r"^---$|^(?:title|description|tags): |^(?:status|search): .*$|\{ [#.][^}\n]*\}"
    r"|\]\([^)\n]*\)|\]\(<[^>\n]*>\)|^ *(?:\?\?\?\+?|!!!) \w+|</?\w+>",
    re.MULTILINE,
)
SPAN = re.compile(r"(`+)(.+?)\1")


def shown_in_html(html: str) -> Iterator[Shown]:
    reader = _Reader()
    reader.feed(html.replace("<wbr>", ""))
    reader.close()
    yield from reader.found


def shown_in_markdown(markdown: str) -> Iterator[Shown]:
    text = FENCE.sub("", markdown)
    yield from ((found[2], True) for found in SPAN.finditer(text))
    for line in SPAN.sub("|", text).splitlines():
        yield from ((piece, False) for piece in re.split(r"\||<br>", STRUCTURE.sub("|", line)))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Shown] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS or tag == "code":
            self._open.append(tag)
        is_spoken = tag != "meta" or not SPOKEN.isdisjoint(value for _, value in attrs)
        for name, value in attrs if is_spoken else ():
            if value and name not in SILENT and not name.startswith("data-md-"):
                self.found.append((value, False))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if BLOCKS.isdisjoint(self._open):
            self.found.append((data, "code" in self._open))

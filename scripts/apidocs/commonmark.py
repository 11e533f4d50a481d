"""Turns a description, which is CommonMark, into Markdown that MkDocs reads the same way and that is safe."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from html.parser import HTMLParser
from typing import Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from apidocs.escape import Markdown, block, code, fence, html, inline, visible

PLAIN = re.compile(r"[\w ,.;()'\"/%$@-]*", re.ASCII)
SCHEMES: Final = ("http://", "https://", "mailto:")
INLINE_TAGS: Final = frozenset({"b", "strong", "i", "em", "code", "kbd", "sub", "sup", "s", "del", "u", "small", "br"})
BLOCK_TAGS: Final = INLINE_TAGS | frozenset(
    "p ul ol li pre blockquote table thead tbody tr th td div dl dt dd hr details summary a".split()
)
PARSER: Final = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@lru_cache(maxsize=65536)
def description(text: str) -> Markdown:
    """The description as blocks: headings become bold lines, so that the page keeps its own outline."""
    stripped = text.strip()
    if PLAIN.fullmatch(stripped):
        return block(stripped)
    return Markdown("\n\n".join(_blocks(PARSER.parse(visible_lines(stripped)))))


@lru_cache(maxsize=65536)
def cell(text: str) -> Markdown:
    """The description on one line, for a table cell."""
    stripped = text.strip()
    if PLAIN.fullmatch(stripped):
        return inline(stripped)
    return Markdown(_cell(PARSER.parse(visible_lines(stripped))))


def is_single_paragraph(text: str) -> bool:
    """Whether the description is one paragraph and nothing else."""
    return [token.type for token in PARSER.parse(text.strip()) if token.level == 0] == [
        "paragraph_open",
        "paragraph_close",
    ]


def plain_text(text: str) -> str:
    """The description's words on one line without markup, for titles and meta descriptions."""
    words = (
        child.content if child.type in ("text", "code_inline") else " "
        for token in PARSER.parse(visible_lines(text))
        for child in token.children or ([token] if token.type in ("fence", "code_block") else [])
    )
    return " ".join("".join(words).split())


def visible_lines(text: str) -> str:
    """The text with hidden characters shown and its line ends as one kind."""
    return visible(text.replace("\r\n", "\n").replace("\r", "\n"))


def _blocks(tokens: Sequence[Token]) -> list[str]:
    """The blocks at this level, each rendered with what it holds."""
    blocks: list[str] = []
    for opening, inner in _iter_groups(tokens):
        rendered = str(BLOCKS.get(opening.type, _unknown)(opening, inner))
        if blocks and _is_list(rendered) and _is_list(blocks[-1]):
            blocks.append("<!-- -->")  # else two lists that follow each other would become one
        if rendered:
            blocks.append(rendered)
    return blocks


def _iter_groups(tokens: Sequence[Token]) -> list[tuple[Token, Sequence[Token]]]:
    """Each block's opening token with the tokens up to its closing one."""
    groups = []
    start = 0
    while start < len(tokens):
        end = start
        depth = tokens[start].nesting
        while depth > 0:
            end += 1
            depth += tokens[end].nesting
        groups.append((tokens[start], tokens[start + 1 : end]))
        start = end + 1
    return groups


def _is_list(text: str) -> bool:
    return re.match(r"(-|\d+\.) ", text) is not None


def _unknown(opening: Token, inner: Sequence[Token]) -> str:
    return "\n\n".join(_blocks(inner)) if inner else block(opening.content)


def _paragraph(_: Token, inner: Sequence[Token]) -> str:
    return "".join(inlines(token.children or []) for token in inner)


def _heading(_: Token, inner: Sequence[Token]) -> str:
    text = _paragraph(_, inner).replace("\n", " ").replace("**", "")
    return f"**{text}**" if text else ""


def _fence(opening: Token, _: Sequence[Token]) -> str:
    language = re.match(r"[\w+#-]*", opening.info.strip(), re.ASCII)
    return fence(opening.content.rstrip("\n"), language[0] if language else "")


def _list(opening: Token, inner: Sequence[Token]) -> str:
    ordered = opening.type == "ordered_list_open"
    first = int(opening.attrs.get("start") or 1)
    rendered = []
    tight = all(token.hidden for token in inner if token.type == "paragraph_open" and token.level == opening.level + 2)
    for number, (_, content) in enumerate(_iter_groups(inner), first):
        lines = _item(content, tight=tight).split("\n")
        marker = f"{number}. " if ordered else "- "
        indented = [line and "    " + line for line in lines[1:]]
        rendered.append("\n".join([marker + lines[0], *indented]))
    return ("\n" if tight else "\n\n").join(rendered)


def _item(tokens: Sequence[Token], *, tight: bool) -> str:
    blocks = _blocks(tokens)
    simple = tight and all(_is_list(text) or index == 0 for index, text in enumerate(blocks))
    return ("\n" if simple else "\n\n").join(blocks)


def _quote(_: Token, inner: Sequence[Token]) -> str:
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(_blocks(inner)).split("\n"))


def _table(_: Token, inner: Sequence[Token]) -> str:
    rows = [
        [inlines(cell_.children or []).replace("\n", " ") for cell_ in inner[start:end] if cell_.type == "inline"]
        for start, end in _row_bounds(inner)
    ]
    if not rows:
        return ""
    ruled = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    return "\n".join("| " + " | ".join(row) + " |" for row in ruled)


def _row_bounds(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    starts = [index for index, token in enumerate(tokens) if token.type == "tr_open"]
    ends = [index for index, token in enumerate(tokens) if token.type == "tr_close"]
    return list(zip(starts, ends, strict=True))


def _html_block(opening: Token, _: Sequence[Token]) -> str:
    clean = sanitised(opening.content)
    return f"<div>{clean}</div>" if clean else ""


def sanitised(text: str) -> str:
    """HTML with only what cannot run, load or leave the page (nh3, an HTML5 sanitiser)."""
    clean = nh3.clean(text, tags=set(BLOCK_TAGS), attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"},
                      link_rel=None, strip_comments=True)
    return re.sub(r"\n\s*\n", "\n", clean).strip()


BLOCKS: Final[Mapping[str, Callable[[Token, Sequence[Token]], str]]] = {
    "paragraph_open": _paragraph,
    "heading_open": _heading,
    "fence": _fence,
    "code_block": _fence,
    "bullet_list_open": _list,
    "ordered_list_open": _list,
    "blockquote_open": _quote,
    "table_open": _table,
    "hr": lambda _opening, _inner: "* * *",
    "html_block": _html_block,
}


def inlines(tokens: Sequence[Token]) -> str:
    """Inline tokens as Markdown; HTML tags that only style text stay, each closed where it must be."""
    written: list[str] = []
    open_tags: list[str] = []
    targets: list[str] = []
    for token in tokens:
        if token.type == "html_inline":
            written.append(_html_inline(token.content, open_tags))
        elif token.type in ("link_open", "link_close"):
            written.append(_link(token, targets))
        else:
            written.append(_inline(token))
    return "".join(written) + "".join(f"</{tag}>" for tag in reversed(open_tags))


def _inline(token: Token) -> str:
    if token.type == "text":
        return block(token.content)
    if token.type == "code_inline":
        return code(token.content)
    if token.type == "image":
        return _image(token)
    return INLINES.get(token.type, "")


INLINES: Final = {
    "softbreak": "\n",
    "hardbreak": "<br>\n",
    "strong_open": "**",
    "strong_close": "**",
    "em_open": "<em>",
    "em_close": "</em>",
    "s_open": "<del>",
    "s_close": "</del>",
}


def _link(token: Token, targets: list[str]) -> str:
    """A link that leaves to the web stays one; any other target is said in words, for it has no page here."""
    if token.type == "link_open":
        targets.append(str(token.attrs.get("href") or ""))
        return "[" if is_web(targets[-1]) else ""
    target = targets.pop()
    if is_web(target):
        return f"]({_address(target)})"
    return f" ({code(target)})" if target and not target.startswith("#") else ""


def _image(token: Token) -> str:
    """An image would be fetched from elsewhere, so its text links to it instead."""
    source = str(token.attrs.get("src") or "")
    text = inline(token.content) or inline(source)
    return f"[{text}]({_address(source)})" if is_web(source) else str(text)


def is_web(target: str) -> bool:
    """Whether a link's target is an address on the web or of a mailbox."""
    return target.lower().startswith(SCHEMES)


def _address(target: str) -> str:
    return re.sub(r"[\s<>()\[\]\"'`*_{}|\\]", lambda match: f"%{ord(match[0]):02X}" if match[0] != "_" else "_", target)


class _Tag(HTMLParser):
    """The name of the one tag it is fed, and whether it closes."""

    name = ""
    closes = False

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the library's signature
        self.name = tag

    def handle_endtag(self, tag: str) -> None:
        self.name, self.closes = tag, True


def _html_inline(text: str, open_tags: list[str]) -> str:
    tag = _Tag()
    tag.feed(text)
    if tag.name == "br":
        return "<br>"
    if tag.name not in INLINE_TAGS:
        return "" if tag.name in BLOCK_TAGS or text.startswith("<!--") else html(text)
    if not tag.closes:
        open_tags.append(tag.name)
        return f"<{tag.name}>"
    if open_tags and open_tags[-1] == tag.name:
        open_tags.pop()
        return f"</{tag.name}>"
    return ""


def _cell(tokens: Sequence[Token]) -> str:
    """Blocks on one line: paragraphs parted by breaks, lists in HTML."""
    parts = [_cell_block(opening, inner) for opening, inner in _iter_groups(tokens)]
    joined = ""
    for part in parts:
        is_block = part.startswith("<ul>") or part.startswith("<ol") or joined.endswith("</ul>") or joined.endswith("</ol>")
        joined += ("" if is_block or not joined or not part else "<br><br>") + part
    return joined


def _cell_block(opening: Token, inner: Sequence[Token]) -> str:
    if opening.type in ("bullet_list_open", "ordered_list_open"):
        tag = "ul" if opening.type == "bullet_list_open" else "ol"
        return f"<{tag}>" + "".join(f"<li>{_cell(content)}</li>" for _, content in _iter_groups(inner)) + f"</{tag}>"
    if opening.type in ("fence", "code_block"):
        return "<br>".join(code(line) for line in opening.content.rstrip("\n").split("\n") if line.strip())
    if opening.type == "html_block":
        return " ".join(sanitised(opening.content).split())
    if opening.type == "table_open":
        rows = (inner[start:end] for start, end in _row_bounds(inner))
        cells = ((inlines(token.children or []) for token in row if token.type == "inline") for row in rows)
        return "<br>".join(" &#124; ".join(row) for row in cells).replace("\n", " ")
    if opening.type in ("blockquote_open",):
        return _cell(inner)
    return BLOCKS.get(opening.type, _unknown)(opening, inner).replace("\n", " ")

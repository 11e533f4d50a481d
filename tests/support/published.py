"""What a reader gets of Markdown: the text and the elements that this site's Markdown makes of it."""

from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.utils.yaml import yaml_load

from support.project import ROOT

CONFIG_FILE = ROOT / "mkdocs.yml"
# What MkDocs switches on by itself.
BUILT_IN = ["toc", "tables", "fenced_code"]
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}
WITHIN_A_LINE = {
    "a",
    "code",
    "del",
    "em",
    "kbd",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
    "mark",
    "q",
    "wbr",
    "ins",
}


def to_html(text: str) -> str:
    """Publish Markdown as `mkdocs.yml` tells MkDocs to."""
    return converter().reset().convert(text)


@cache
def converter() -> markdown.Markdown:
    with CONFIG_FILE.open(encoding="utf-8") as file:
        written = yaml_load(file)["markdown_extensions"]
    options: dict[str, dict[str, object]] = {}
    for entry in written:
        options |= entry if isinstance(entry, dict) else {entry: {}}
    names = [*BUILT_IN, *(name for name in options if name not in BUILT_IN)]
    return markdown.Markdown(extensions=names, extension_configs=options)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1] == tag, f"</{tag}> closes <{self._open[-1]}>"
        self._break(tag)
        self._open.pop()

    def _break(self, tag: str) -> None:
        if tag not in WITHIN_A_LINE:
            self.texts.append((tuple(self._open), " "))

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self._open), data))


def read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def tags(html: str) -> list[str]:
    """Name every element, in order."""
    return [tag for tag, _ in read(html).tags]


def attributes(html: str) -> Iterator[tuple[str, str, str | None]]:
    """Give tag, name and value of every attribute."""
    for tag, found in read(html).tags:
        yield from ((tag, name, value) for name, value in found.items())


def text_of(html: str, element: str | None = None) -> str:
    """Give the text of the page, or of every such element, with white space folded."""
    inside = (text for path, text in read(html).texts if element is None or element in path)
    return " ".join("".join(inside).split())


def code_of(html: str) -> str:
    """Give the text of all code blocks, every character of it."""
    return "".join(text for path, text in read(html).texts if "pre" in path and "code" in path)


NAMES = ("index.md", "start/index.md", "api-reference/index.md")


def make_config(folder: Path, **options: object) -> MkDocsConfig:
    config = MkDocsConfig()
    config.load_dict(
        {
            "site_name": "Greetings [all]",
            "site_description": "Says <hello>.",
            "docs_dir": str(folder / "docs"),
            "site_dir": str(folder / "site"),
            **options,
        }
    )
    config.validate()
    return config


def make_pages(folder: Path, config: MkDocsConfig, text: str = "# Text\n") -> list[Page]:
    titles = {"index.md": "Home", "start/index.md": "Start &amp; go", "api-reference/index.md": "Reference"}
    pages = []
    for name in NAMES:
        source = folder / "docs" / name
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_text(text, encoding="utf-8")
        page = Page(
            titles[name],
            File(name, str(folder / "docs"), str(folder / "site"), use_directory_urls=True),
            config,
        )
        page.meta = {"description": "How to *begin*."} if name == "start/index.md" else {}
        (folder / "site" / page.file.dest_uri).parent.mkdir(parents=True, exist_ok=True)
        pages.append(page)
    return pages

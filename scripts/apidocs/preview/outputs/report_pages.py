"""Write a report and both versions of its pages as HTML, and mark the site as a preview."""

from __future__ import annotations

import html
import posixpath
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup

from apidocs.markdown.clean_html import clean
from apidocs.pages.addresses import link
from apidocs.preview.changed_files import Kind
from apidocs.preview.html_diff.compare_html import Row, mark
from apidocs.preview.html_diff.html_tree import TAG
from apidocs.preview.report import FOLDER, REDIRECTS, RENDERED, SEVERAL, Report, ShownPage
from apidocs.project import RESOURCES

TEMPLATES: Final = RESOURCES / "templates" / "preview"
ENVIRONMENT: Final = jinja2.Environment(
    loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
)
STYLE: Final = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
TAGS: Final = re.compile(TAG)
# What is around an article of the reference; its parts are what is compared.
AROUND: Final = re.compile(r'\s*<div class="reference[^"]*">(.*)</div>\s*', re.DOTALL)
ATTRIBUTE: Final = re.compile(r' ([\w:-]+)="([^"]*)"')
HEAD, BODY = re.compile(r"<head[^>]*>"), re.compile(r"<body[^>]*>")


def write_report_pages(
    report: Report, before: Mapping[str, str], after: Mapping[str, str], site_dir: Path, base_docs: Path
) -> None:
    """Write the changes page, and a before and after for each page that has one."""
    folder = site_dir / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("preview.css", "preview.js"):
        shutil.copyfile(TEMPLATES / name, folder / name)
    render = partial(_render, report, _styles(site_dir))
    (folder / "index.html").write_text(render("changes.html.jinja", "../"), encoding="utf-8")
    for page in report.pages:
        if page.compared:
            path = site_dir / page.compared
            place = partial(_placed, compared=page.compared, site_dir=site_dir, base_docs=base_docs)
            old, new = page.change.before or page.change.path, page.change.path
            rows = _rows(place(before.get(old, ""), old), place(after.get(new, ""), new), page.change.kind)
            up = "../" * page.compared.count("/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(render("compare.html.jinja", up, page=page, rows=rows), encoding="utf-8")


def _rows(before: str, after: str, kind: Kind) -> tuple[Row, ...]:
    """Mark both, and give each of three copies on one page ids of its own; a whole page has no marks."""
    is_whole = kind in {"added", "removed"}
    rows = (Row(before, after, before or after),) if is_whole else mark(before, after)
    return tuple(
        replace(row, before=_own(row.before, "b"), after=_own(row.after, "a"), inline=_own(row.inline, "m"))
        for row in rows
    )


def mark_as_preview(site_dir: Path, banner: str) -> None:
    """Keep search engines away from every page, and say on it what it previews."""
    for path in site_dir.rglob("*.html"):
        if FOLDER in path.relative_to(site_dir).parts[:1]:
            continue
        up = "../" * (len(path.relative_to(site_dir).parts) - 1)
        text = path.read_text(encoding="utf-8")
        head = (
            f'<meta name="robots" content="noindex"><link rel="stylesheet" href="{up}{FOLDER}/preview.css">'
        )
        body = (
            f'<aside class="preview-banner" aria-label="Preview">{html.escape(banner)}. '
            f'<a href="{up}{FOLDER}/index.html">What changes</a></aside>'
        )
        path.write_text(_inserted(_inserted(text, HEAD, head), BODY, body), encoding="utf-8")
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (site_dir / name).unlink(missing_ok=True)


def _inserted(text: str, after: re.Pattern[str], piece: str) -> str:
    found = after.search(text)
    return text if found is None else text[: found.end()] + piece + text[found.end() :]


def _render(
    report: Report, styles: tuple[str, ...], name: str, up: str, **others: ShownPage | tuple[Row, ...]
) -> str:
    words = {"several": SEVERAL, "rendered": RENDERED, "redirects": REDIRECTS, "code": _code}
    values = {"report": report, "styles": styles, "up": up, **words}
    return ENVIRONMENT.get_template(name).render(**values, **others)


def _code(text: str) -> Markup:
    return Markup("<code>{}</code>").format(text)


def _styles(site_dir: Path) -> tuple[str, ...]:
    """Return the site's own style sheets, by path from its root."""
    index = site_dir / "index.html"
    text = index.read_text(encoding="utf-8") if index.is_file() else ""
    found = (html.unescape(href).removeprefix("./") for href in STYLE.findall(text))
    return tuple(href for href in found if not urlsplit(href).scheme and not href.startswith(("/", ".")))


def _placed(content: str, src_uri: str, *, compared: str, site_dir: Path, base_docs: Path) -> str:
    """Clean a page's HTML and let its links hold from where it is shown."""
    folder = posixpath.dirname(src_uri)
    write = partial(_relinked, folder=folder, compared=compared, site_dir=site_dir, base_docs=base_docs)
    text = clean(content)
    inner = AROUND.fullmatch(text)
    return _rewritten(text if inner is None else inner[1], write)


def _own(text: str, side: str) -> str:
    """Give a copy ids, names and links to these of its own: tabs are told apart by them."""

    def write(name: str, value: str) -> str:
        if name in {"id", "for", "name"}:
            return f"{side}-{value}"
        return f"#{side}-{value[1:]}" if name == "href" and re.match("#.", value) else value

    return _rewritten(text, write)


def _rewritten(text: str, write: Callable[[str, str], str]) -> str:
    """Write the value of each attribute anew; code that looks like a tag stays as it is."""
    return TAGS.sub(
        lambda tag: ATTRIBUTE.sub(lambda found: f' {found[1]}="{write(found[1], found[2])}"', tag[0]), text
    )


def _relinked(  # noqa: PLR0913 - a page, and where it is shown
    name: str, value: str, *, folder: str, compared: str, site_dir: Path, base_docs: Path
) -> str:
    if name not in {"href", "src"}:
        return value
    try:
        parts = urlsplit(html.unescape(value))
    except ValueError:  # an address that is none leads nowhere
        return ""
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return value
    target = posixpath.normpath(posixpath.join(folder, parts.path))
    if target.startswith("../"):
        return ""
    if parts.path.endswith("/"):
        target += "/index.html"
    if name == "src":
        target = _kept(target, site_dir, base_docs)
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    return html.escape(link(compared, target) + anchor)


def _kept(target: str, site_dir: Path, base_docs: Path) -> str:
    """Keep the base's image where the revision has none of that name."""
    source, kept = base_docs / target, f"{FOLDER}/base/{target}"
    if (site_dir / target).is_file() or not source.is_file():
        return target
    (site_dir / kept).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, site_dir / kept)
    return kept

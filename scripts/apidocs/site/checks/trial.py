"""Build one description in a temporary folder and check its site."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from apidocs.document.document import Document, UnresolvableReferenceError
from apidocs.document.reach import Reach
from apidocs.model.operation import METHODS
from apidocs.pipeline import Reference
from apidocs.problems import ProblemsError
from apidocs.progress import Silent, counted
from apidocs.site.checks.broken_links import find_broken_links
from apidocs.site.mkdocs_warnings import taking_warnings
from apidocs.site.output.atomic_folder import scratch
from apidocs.site.publish import PublishError, publish_reference

# The bytes of HTML that no page of any document may pass.
LARGEST_PAGE: Final = 400_000


@dataclass(frozen=True)
class Trial:
    """How one document builds: what is in it, what came of it, and each reason why that is no good site."""

    version: str = ""
    operations: int = 0
    schemas: int = 0
    pages: int = 0
    problems: int = 0
    largest_page: int = 0
    seconds: float = 0.0
    failures: tuple[str, ...] = ()


def try_document(spec: str) -> Trial:
    """Build the document as `scripts/build.py --spec` does and check the site; findings are no failures."""
    warnings: list[str] = []
    began = time.monotonic()
    with taking_warnings(lambda record: warnings.append(record.getMessage())), scratch() as folder:
        return _try(spec, folder / "site", warnings, began)


def _try(spec: str, site_dir: Path, warnings: Sequence[str], began: float) -> Trial:
    try:
        # Whoever names a folder of documents trusts it: one may share files with its neighbours.
        reach = Reach(outside=True)
        reference = publish_reference(spec, site_dir, Silent(), reach=reach, strict=False)
    except (ProblemsError, PublishError) as error:
        return Trial(seconds=time.monotonic() - began, failures=(f"not built: {_first_error(error)}",))
    seconds = time.monotonic() - began
    failures = tuple(find_failures(reference, site_dir, warnings))
    return replace(_described(reference, site_dir), seconds=seconds, failures=failures)


def find_failures(reference: Reference, site_dir: Path, warnings: Sequence[str]) -> Iterator[str]:
    """Give each reason why the site of a reference is no good one."""
    yield from _summed("MkDocs warning", warnings)
    yield from _summed("broken link", find_broken_links(site_dir, ""))
    yield from _summed("operation", list(_iter_homeless(reference, site_dir)), " without a page of its own")
    missing = count_operations(reference.document) - len(reference.api.operations)
    yield from [f"{counted(missing, 'operation')} of the document left out"] if missing else []
    large = (page for page in _html_pages(site_dir) if page.stat().st_size > LARGEST_PAGE)
    yield from _summed("page", [page.relative_to(site_dir).as_posix() for page in large], " too large")


def count_operations(document: Document) -> int:
    """Count the operations of the document as it is written, without the model."""
    paths = document.root.get("paths")
    count = 0
    for path, member in paths.items() if paths is not None else ():
        try:
            targets = (member, member.resolve())
        except UnresolvableReferenceError:
            targets = (member, member)
        written = [node for node in targets if isinstance(node.value, dict) and not path.startswith("x-")]
        methods = {name for node in written for name in node.value if name in METHODS}
        added = (node.value.get("additionalOperations") for node in written)
        methods |= {name for operations in added if isinstance(operations, dict) for name in operations}
        count += len(methods)
    return count


def _summed(noun: str, found: Sequence[str], rest: str = "") -> Iterator[str]:
    if found:
        yield f"{counted(len(found), noun)}{rest}: {found[0]}"


def _iter_homeless(reference: Reference, site_dir: Path) -> Iterator[str]:
    """Name each operation whose page is not there, or is another's too."""
    of = reference.addresses.of
    uses = Counter(of(operation) for operation in reference.api.operations)
    for operation in reference.api.operations:
        src_uri = of(operation)
        if uses[src_uri] > 1 or not (site_dir / src_uri).with_suffix(".html").is_file():
            yield f"{operation.method} {operation.path}"


def _described(reference: Reference, site_dir: Path) -> Trial:
    sizes = [page.stat().st_size for page in _html_pages(site_dir)]
    return Trial(
        version=reference.document.version,
        operations=len(reference.api.operations),
        schemas=len(reference.api.components),
        pages=len(sizes),
        problems=len(reference.problems),
        largest_page=max(sizes, default=0),
    )


def _html_pages(site_dir: Path) -> list[Path]:
    return sorted(site_dir.rglob("*.html"))


def _first_error(error: ProblemsError | PublishError) -> str:
    if isinstance(error, PublishError):
        return str(error)
    return str(min(error.problems, key=lambda problem: problem.level != "error"))

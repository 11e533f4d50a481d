"""Build every OpenAPI document of a folder, each on its own, and say how that went in one table.

A document fails when it cannot be built, MkDocs warns, a link leads nowhere, an operation has no page of its
own or a page is too large. What validation finds is counted and fails nothing.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Build them; 0 when every document has a good site, 1 otherwise."""
    options = parse(arguments)
    # Imported only now: --help must not wait for MkDocs.
    from apidocs.site.checks.corpus import write_trial  # noqa: PLC0415
    from apidocs.site.checks.trial import try_document  # noqa: PLC0415

    if options.document is not None:
        sys.stdout.write(write_trial(try_document(options.document)))
        return 0
    return try_all(options.folder)


def try_all(folder: Path) -> int:
    """Try every document of a folder; 0 when each has a good site."""
    from apidocs.progress import counted  # noqa: PLC0415
    from apidocs.site.checks.corpus import find_documents, header, iter_rows, try_apart  # noqa: PLC0415

    documents = find_documents(folder)
    names = [path.relative_to(folder).as_posix() for path in documents]
    say(header(names))
    failed = 0
    for path, name in zip(documents, names, strict=True):
        trial = try_apart(path)
        failed += bool(trial.failures)
        for line in iter_rows(names, name, trial):
            say(line)
    say(f"{counted(len(documents), 'document')}, {failed or 'none'} of them failed")
    return 0 if documents and not failed else 1


def say(line: str) -> None:
    """Print a line at once, also into a file or a pipe."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="apidocs corpus", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", metavar="DIR", type=Path, nargs="?", help="the folder of the documents")
    parser.add_argument(
        "--document", metavar="FILE", help="build this one only and print its figures as JSON"
    )
    options = parser.parse_args(arguments)
    if options.document is None and (options.folder is None or not options.folder.is_dir()):
        parser.error("name a folder of OpenAPI documents: make corpus CORPUS=DIR")
    return options

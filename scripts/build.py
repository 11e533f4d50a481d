"""Builds the site of this project, or the reference of any other OpenAPI description."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main(arguments: list[str] | None = None) -> int:
    """Build; 0 when the site stands, 1 when it could not be built and the last one was left alone."""
    options = parse(arguments)
    # Imported only now: --help must not wait for MkDocs.
    from mkdocs.exceptions import Abort, MkDocsException  # noqa: PLC0415

    from apidocs.mkdocs_site import RefusedError  # noqa: PLC0415
    from apidocs.publish import publish_reference, publish_site  # noqa: PLC0415
    from terminal import Terminal, show_problems, show_warnings_of_mkdocs  # noqa: PLC0415

    progress = Terminal()
    show_warnings_of_mkdocs()
    try:
        if options.spec is None:
            publish_site(options.site_dir, progress, strict=options.strict)
        else:
            publish_reference(options.spec, options.site_dir, progress, strict=options.strict)
    except RefusedError as error:
        show_problems(error.problems)
    except (Abort, MkDocsException, OSError) as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201
    else:
        return 0
    return 1


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--spec", metavar="FILE_OR_URL", help="document this OpenAPI description instead of this project's own"
    )
    parser.add_argument(
        "--site-dir", metavar="DIR", type=Path, help="where the site goes (default: site/; needed with --spec)"
    )
    parser.add_argument("--strict", action="store_true", help="treat every warning of validation as an error")
    options = parser.parse_args(arguments)
    if options.spec is not None and options.site_dir is None:
        parser.error("--spec needs --site-dir DIR: another description never goes into this project's site/")
    options.site_dir = (options.site_dir or ROOT / "site").resolve()
    return options


if __name__ == "__main__":
    sys.exit(main())

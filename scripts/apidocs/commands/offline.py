"""Build the site for reading without a network and pack it into a zip in dist/.

Unpacked, it opens from disk: begin with index.html. With --app it becomes a folder instead, which an app
serves beside its API; SERVING.md in it says how.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from apidocs.project import IS_INSTALLED, ROOT

NAME = f"{ROOT.name}-docs" if IS_INSTALLED else "sessiondock-developer-docs"
ZIP = ROOT / "dist" / f"{NAME}.zip"
FOLDER = ROOT / "dist" / f"{NAME}-app"


def main(arguments: list[str] | None = None) -> int:
    """Build with links that hold in files, and pack; 0 when the zip or the folder stands."""
    is_for_app = parse(arguments).app
    # Imported only now: --help must not wait for MkDocs.
    from apidocs.commands.terminal import Terminal, run  # noqa: PLC0415
    from apidocs.progress import counted  # noqa: PLC0415
    from apidocs.site.output.app_folder import NOTES, lay_out  # noqa: PLC0415
    from apidocs.site.output.atomic_folder import scratch  # noqa: PLC0415
    from apidocs.site.output.offline_zip import is_zip_of_ours, pack  # noqa: PLC0415
    from apidocs.site.output.output_folder import check_output  # noqa: PLC0415
    from apidocs.site.publish import publish_mkdocs_site, publish_site  # noqa: PLC0415

    def work(terminal: Terminal) -> None:
        target = FOLDER if is_for_app else ZIP
        check_output(target, is_ours=None if is_for_app else is_zip_of_ours)
        with scratch() as folder:
            site_dir = folder / "site"
            publish = publish_mkdocs_site if IS_INSTALLED else publish_site
            publish(site_dir, terminal, strict=True)
            terminal.start("pack")
            files = lay_out(site_dir, target) if is_for_app else pack(site_dir, target)
            terminal.finish(counted(files, "file") + ("" if is_for_app else f", {_megabytes(target)}"))
        use = f"{NOTES} in it says how to serve it" if is_for_app else "unpack it and open index.html"
        terminal.say(f"{os.path.relpath(target)} is built; {use}")

    os.environ["OFFLINE"] = "true"  # these are read by mkdocs.yml
    os.environ["IN_APP"] = str(is_for_app).lower()
    return run(work)


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="apidocs offline", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--app", action="store_true", help="make a folder in dist/ for an app to serve")
    return parser.parse_args(arguments)


def _megabytes(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.1f} MB"

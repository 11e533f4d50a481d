"""Build the site for reading without a network and pack it into a zip in dist/.

Unpacked, it opens from disk: begin with index.html.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from apidocs.project import IS_INSTALLED, ROOT

NAME = f"{ROOT.name}-docs" if IS_INSTALLED else "sessiondock-developer-docs"
TARGET = ROOT / "dist" / f"{NAME}.zip"


def main(arguments: list[str] | None = None) -> int:
    """Build with links that hold in files, and pack; 0 when the zip stands."""
    argparse.ArgumentParser(prog="apidocs offline", description=__doc__).parse_args(arguments)
    # Imported only now: --help must not wait for MkDocs.
    from apidocs.commands.terminal import Terminal, run  # noqa: PLC0415
    from apidocs.progress import counted  # noqa: PLC0415
    from apidocs.site.output.offline_zip import is_zip_of_ours, pack  # noqa: PLC0415
    from apidocs.site.output.output_folder import check_output  # noqa: PLC0415
    from apidocs.site.publish import publish_mkdocs_site, publish_site  # noqa: PLC0415

    def work(terminal: Terminal) -> None:
        check_output(TARGET, is_ours=is_zip_of_ours)
        with tempfile.TemporaryDirectory() as folder:
            site_dir = Path(folder).resolve() / "site"
            publish = publish_mkdocs_site if IS_INSTALLED else publish_site
            publish(site_dir, terminal, strict=True)
            terminal.start("pack")
            files = pack(site_dir, TARGET)
            size = TARGET.stat().st_size / 1e6
            terminal.finish(f"{counted(files, 'file')}, {size:.1f} MB")
        terminal.say(f"{os.path.relpath(TARGET)} is built; unpack it and open index.html")

    os.environ["OFFLINE"] = "true"  # read by mkdocs.yml
    return run(work)

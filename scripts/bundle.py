"""Builds the site for reading without a network and packs it into dist/."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "dist" / "sessiondock-developer-docs.zip"


def main() -> int:
    """Build with file URLs and pack; 0 when the zip stands."""
    os.environ["OFFLINE"] = "true"  # read by mkdocs.yml when the configuration is loaded
    from apidocs.bundle import pack  # noqa: PLC0415

    import build  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        site_dir = Path(folder) / "site"
        status = build.main(["--strict", "--site-dir", str(site_dir)])
        if status == 0:
            pack(site_dir, TARGET)
            print(TARGET.relative_to(ROOT))  # noqa: T201
    return status


if __name__ == "__main__":
    sys.exit(main())

"""The MkDocs hook: `mkdocs build` and `mkdocs serve` make the site with its reference too."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from apidocs.site.mkdocs_events import Hook  # the path comes first

_HOOK = Hook()
on_startup = _HOOK.on_startup
on_config = _HOOK.on_config
on_serve = _HOOK.on_serve

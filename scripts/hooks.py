"""The MkDocs hook: generates the reference, puts it into the navigation and completes the site."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from apidocs.site.mkdocs_events import SITE  # the path comes first

on_startup = SITE.on_startup
on_config = SITE.on_config
on_files = SITE.on_files
on_nav = SITE.on_nav
on_page_markdown = SITE.on_page_markdown
on_page_content = SITE.on_page_content
on_env = SITE.on_env
on_page_context = SITE.on_page_context
on_post_page = SITE.on_post_page
on_post_template = SITE.on_post_template
on_post_build = SITE.on_post_build
on_build_error = SITE.on_build_error
on_serve = SITE.on_serve

"""A cache of compiled templates."""

from __future__ import annotations

from types import CodeType
from typing import cast

import jinja2
from jinja2.bccache import Bucket


class Compiled(jinja2.BytecodeCache):
    """Remembers templates by their place and text, for environments of one kind; nothing goes to the disk."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what the template was the last time, unless its text is another."""
        checksum, code = self._known.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the newest only."""
        self._known[bucket.key] = (bucket.checksum, cast("CodeType", bucket.code))


REFERENCE = Compiled()
"""The templates of pages."""
THEME = Compiled()
"""Those of the theme, ours and Material's."""

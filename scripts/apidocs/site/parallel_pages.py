"""Write the pages of a site with one process for each core, where MkDocs writes them in turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from mkdocs.commands import build as mkdocs_build
from mkdocs.structure.pages import Page

from apidocs.pages.speed.workers import Worker, shares_of

Write = Callable[[Page], None]
"""Makes the HTML of a page and writes it."""


class SharedPages:
    """The pages of one build that workers write; MkDocs passes over them until `finish` or `stop`."""

    def __init__(self, pages: Sequence[Page], *arguments: Any) -> None:  # noqa: ANN401 - what MkDocs' function takes
        self._write_page = mkdocs_build._build_page  # noqa: SLF001 - no event has this place
        self._write: Write = lambda page: self._write_page(page, *arguments)
        own, *others = shares_of(pages)
        # The first page compiles the templates, for the workers too.
        early = own[:1] if others else []
        _write_all(early, self._write)
        self._shares = [(share, Worker(partial(_write_all, share, self._write))) for share in others]
        written = {id(page) for share in (early, *others) for page in share}
        if written:
            mkdocs_build._build_page = partial(_write_unless, written, self._write_page)  # noqa: SLF001

    def finish(self, done: Callable[[], None]) -> None:
        """Wait for the workers; write here what one of them could not. Raises what MkDocs raises."""
        mkdocs_build._build_page = self._write_page  # noqa: SLF001
        while self._shares:
            share, worker = self._shares.pop()
            if worker.answer() is None:
                _write_all(share, self._write)
            for _ in share:
                done()

    def stop(self) -> None:
        """End the workers of a build that failed."""
        mkdocs_build._build_page = self._write_page  # noqa: SLF001
        while self._shares:
            self._shares.pop()[1].stop()


def _write_all(pages: Sequence[Page], write: Write) -> bool:
    for page in pages:
        write(page)
    return True


def _write_unless(written: set[int], write: Callable[..., None], page: Page, *rest: Any, **more: Any) -> None:  # noqa: ANN401
    if id(page) not in written:
        write(page, *rest, **more)

"""Turn a started browser into tabs, each in a context of its own that is watched from its first request."""

from typing import Any, Final, TypeVar

from playwright.sync_api import Browser, BrowserContext, ViewportSize

from browser.pages import SitePage
from browser.watch import Watch

AnyPage = TypeVar("AnyPage", bound=SitePage)

WIDE: Final[ViewportSize] = {"width": 1366, "height": 768}
NARROW: Final[ViewportSize] = {"width": 390, "height": 844}
# Milliseconds: only what fails waits so long, and a busy machine is no failure.
PATIENCE: Final = 15_000


class Tabs:
    """Makes tabs on one site; `close` ends them all."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def open(self, kind: type[AnyPage], home: str, **options: Any) -> AnyPage:  # noqa: ANN401 - Playwright's own
        """Make a tab on no page yet; the options are those of Playwright's new_context."""
        context = self._browser.new_context(**{"viewport": WIDE, "reduced_motion": "reduce", **options})
        self._contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        watch = Watch(context, home)
        return kind(context.new_page(), home, watch)

    def close(self) -> None:
        """Close every tab made."""
        for context in self._contexts:
            context.close()

"""Turn what a browser does behind a page into complaints: errors, dialogs, requests that leave the site."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request, Response, WebError

# Made by the browser itself: nothing leaves the machine.
LOCAL_SCHEMES = ("data:", "blob:", "about:")


class Watch:
    """Listens to one browser context from its first page on; `site` is what every address must begin with."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self._complaints: list[str] = []
        self._site = site
        self._missing_pages: set[str] = set()
        context.on("request", self._on_request)
        context.on("response", self._on_response)
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)
        context.on("dialog", self._on_dialog)

    def complaints(self) -> str:
        """Return what was noticed so far, a line each; empty when all is well."""
        return "\n".join(self._complaints)

    def take(self) -> list[str]:
        """Return what was noticed since this was asked last."""
        found, self._complaints = self._complaints, []
        return found

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self._site, *LOCAL_SCHEMES)):
            self._complaints.append(f"request off the site: {request.method} {request.url}")

    def _on_response(self, response: Response) -> None:
        """Note a missing page: the browser reports it on the console, though a 404 page is no fault."""
        if response.status >= 400 and response.request.is_navigation_request():
            self._missing_pages.add(response.url)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"}:
            return
        if message.location["url"].partition("#")[0] not in self._missing_pages:
            self._complaints.append(f"console {message.type}: {message.text} ({message.location['url']})")

    def _on_error(self, error: WebError) -> None:
        self._complaints.append(f"uncaught error: {error.error}")

    def _on_dialog(self, dialog: Dialog) -> None:
        self._complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

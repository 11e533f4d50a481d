"""Turn the connection settings of a page into what a reader enters there."""

from playwright.sync_api import Page


class ConnectionSettings:
    """The dialog of the connection settings and the button that opens it."""

    def __init__(self, page: Page) -> None:
        self.button = page.get_by_role("banner").get_by_role("button", name="Connection settings")
        self.dialog = page.get_by_role("dialog", name="Connection settings")
        self.base_url = self.dialog.get_by_role("textbox", name="Base URL")
        self.port = self.dialog.get_by_role("textbox", name="Port")
        self.token = self.dialog.get_by_role("textbox", name="Token")
        self.problem = self.dialog.get_by_role("alert")

    def enter(
        self,
        base_url: str | None = None,
        port: str | None = None,
        token: str = "",
        *,
        is_copied: bool = False,
    ) -> None:
        """Open the dialog, enter what is given, and use it."""
        self.button.click()
        if base_url is not None:
            self.base_url.fill(base_url)
        if port is not None:
            self.port.fill(port)
        self.token.fill(token)
        if is_copied:
            self.dialog.get_by_role("radio", name="the token itself").check()
        self.dialog.get_by_role("button", name="Use in samples").click()

    def reset(self) -> None:
        """Open the dialog and take all back."""
        self.button.click()
        self.dialog.get_by_role("button", name="Reset").click()

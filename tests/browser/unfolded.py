"""Turn a page into all that it holds: every fold open, every tab below its label, as in print."""

from playwright.sync_api import Page

UNFOLD = """
() => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  const style = document.createElement("style");
  style.textContent = ".tabs, .tabs > .tab { display: block !important; order: 0 !important; }";
  document.head.append(style);
}
"""


def unfold(page: Page) -> None:
    """Show all that a page holds."""
    page.evaluate(UNFOLD)

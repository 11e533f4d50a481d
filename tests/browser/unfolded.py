"""Turn a page into all that it holds: every fold open, every tab below its label, as in print."""

from playwright.sync_api import Page

UNFOLD = """
() => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  for (const part of document.querySelectorAll(".tabs, .tabs > .tab")) {
    part.style.setProperty("display", "block", "important");  // a style sheet of ours is refused by the page
    part.style.setProperty("order", "0", "important");
  }
}
"""


def unfold(page: Page) -> None:
    """Show all that a page holds."""
    page.evaluate(UNFOLD)

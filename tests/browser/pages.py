"""Turn an open tab of the browser into what a reader sees and does on a page of the site."""

import re
from collections.abc import Iterable
from urllib.parse import urljoin

from playwright.sync_api import Locator, Page, expect

from browser.axe import find_violations
from browser.styles import missed_selectors
from browser.watch import Watch

_MAKE_PASTE_AREA = """
() => {
  const area = document.createElement("textarea");
  area.id = "pasted";
  document.body.append(area);
  area.focus();
}
"""


class SitePage:
    """Any page of a site whose home is `home`."""

    def __init__(self, page: Page, home: str, watch: Watch) -> None:
        self.page = page
        self.home = home
        self.watch = watch
        self.article = page.locator("article").first
        self.title = self.article.locator("h1")
        self.search = SearchBox(page)
        self.copy_button = page.locator(".page-bar button")
        self.menu_button = page.get_by_role("banner").get_by_role(
            "button", name=re.compile("menu|navigation", re.IGNORECASE)
        )

    def open(self, address: str = "") -> None:
        """Go to a page by its address below the home."""
        self.page.goto(urljoin(self.home, address))

    def lines(self, place: Locator | None = None) -> list[str]:
        """Return the visible text line by line: cells of a row joined, empty lines left out."""
        text = (place or self.page.locator("body")).inner_text()
        lines = (line.replace("\t", "").rstrip() for line in text.split("\n"))
        return [line for line in lines if line]

    def settled_html(self) -> str:
        """Return the article's HTML once the theme's scripts have added all that is theirs."""
        unfinished = (
            ".tabbed-set:not([style*='--md-indicator-width'])",
            ".tabbed-labels:not(.tabbed-labels--linked)",
            "pre:not(:has(> .md-code__nav))",
            "table:not([class], .md-typeset__table > table)",
        )
        for part in unfinished:
            expect(self.article.locator(part)).to_have_count(0)
        return self.article.inner_html()

    def section(self, anchor: str) -> Locator:
        """Return what stands between the third-level heading of this id and the next one."""
        return self.page.locator(
            f"xpath=//h3[@id='{anchor}']/following-sibling::*[preceding-sibling::h3[1][@id='{anchor}']]"
        )

    def violations(self) -> str:
        """Return what axe-core finds, empty when the page is clean."""
        return "\n".join(find_violations(self.page))

    def faults(self) -> str:
        """Return what is wrong with the page as it stands, light and dark; empty when it is sound."""
        found = find_violations(self.page)
        found += [f"no style: {selector}" for selector in missed_selectors(self.page)]
        if self.overflow() > 0:
            found.append(f"wider than the window by {self.overflow()} pixels")
        self._switch("slate")
        found += ["light in the dark"] if self.is_light() else find_violations(self.page, only_colors=True)
        self._switch("default")
        return "\n".join([*found, *self.watch.take()])

    def overflow(self) -> int:
        """Return by how many pixels the document is wider than the window."""
        return int(self.page.evaluate("document.scrollingElement.scrollWidth - innerWidth"))

    def is_light(self) -> bool:
        """Tell whether the page's background is nearer to white than to black."""
        colour = str(self.page.evaluate("getComputedStyle(document.body).backgroundColor"))
        red, green, blue = (int(part) for part in re.findall(r"\d+", colour)[:3])
        return red + green + blue > 3 * 127

    def copy(self, code: Locator) -> str:
        """Press the copy button of a code block and return what a paste then gives."""
        block = code.locator("xpath=ancestor::div[contains(@class, 'highlight')][last()]")
        block.hover()
        block.get_by_role("button", name=re.compile("copy", re.IGNORECASE)).click()
        return self._paste()

    def copy_page(self) -> str:
        """Press the button that copies the whole page and return what a paste then gives."""
        self.copy_button.click()
        expect(self.copy_button).to_have_text("Copied")
        return self._paste()

    def _switch(self, scheme: str) -> None:
        """Do to an open page what its own switch does, which an open dialog would keep from being pressed."""
        self.page.evaluate("(scheme) => { document.body.dataset.mdColorScheme = scheme; }", scheme)

    def _paste(self) -> str:
        self.page.evaluate(_MAKE_PASTE_AREA)
        self.page.keyboard.press("ControlOrMeta+V")
        pasted = self.page.locator("#pasted")
        expect(pasted).not_to_have_value("")
        text = pasted.input_value()
        pasted.evaluate("area => area.remove()")
        return text


class OperationPage(SitePage):
    """The page of one operation."""

    def __init__(self, page: Page, home: str, watch: Watch) -> None:
        super().__init__(page, home, watch)
        self.call = self.article.locator(".call")
        self.curl = self.article.locator("pre code").filter(has_text="curl").first
        self.samples = self.article.locator(".tabs--call").first
        self.parameters = self.article.locator("#parameters")
        self.folded = self.article.locator("details:not([open])").first

    def sample(self, label: str) -> Locator:
        """Return the code of a sample by the label of its tab."""
        labels = self.samples.locator("> label").all_inner_texts()
        place = [text.strip() for text in labels].index(label)
        return self.samples.locator("> .tab").nth(place).locator("pre code")

    def choose_sample(self, label: str) -> None:
        """Press the tab of a language."""
        self.samples.locator("> label").filter(has_text=label).click()

    def statuses(self) -> list[str]:
        """Return the status of each response, from top to bottom."""
        return [text.strip() for text in self.article.locator("h3[id^=response-]").all_inner_texts()]

    def code_after(self, anchor: str) -> str:
        """Return the text of the first code block within a panel or after a caption."""
        place = f"//*[@id='{anchor}']"
        first = f"({place}/descendant::pre | {place}/following::pre)[1]"
        return code_text(self.page.locator(f"xpath={first}/code"))


class SearchBox:
    """The search of every page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.input = page.locator("[data-md-component=search-query]")
        self.toggle = page.locator("#__search")
        self.message = page.locator(".md-search-result__meta")
        self.results = page.locator(".md-search-result__list a")

    def find(self, words: str) -> None:
        """Search and wait for the first result."""
        self.enter(words)
        expect(self.results.first).to_be_visible()

    def enter(self, words: str) -> None:
        """Open search from the keyboard, unless it is open, and enter all words at once.

        Of words that come one by one, the results of the first would be there for a moment.
        """
        if not self.toggle.is_checked():
            self._page.keyboard.press("/")
        expect(self.input).to_be_focused()
        self.input.fill("")
        self.input.press("End")
        expect(self.results).to_have_count(0)
        self.input.fill(words)
        self.input.press("End")

    def result(self, address: str) -> Locator:
        """Return the first result that leads to a page, or to a section by `page#anchor`."""
        path, _, anchor = address.partition("#")
        end = f'[href$="#{anchor}"]' if anchor else ""
        return self._page.locator(f'.md-search-result__list a[href*="/{path}"]{end}').first


def code_text(code: Locator) -> str:
    """Return the text of a code block as it was written."""
    return (code.text_content() or "").removesuffix("\n")


def find_missing_line(wanted: Iterable[str], lines: Iterable[str]) -> str | None:
    """Return the first wanted line that does not come in the lines after the ones before it."""
    rest = iter(lines)
    return next((line for line in wanted if line not in rest), None)

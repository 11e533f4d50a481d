"""Turn a walk with the Tab key into the places where the focus stops, and whether a reader sees them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from playwright.sync_api import Page

LONGEST_WALK = 300

# An element, the label of a switch and what is drawn around them count alike: a reader sees one thing.
_STYLES = """
const partsOf = element => element.matches("input[type=radio], input[type=checkbox]")
  ? [element, ...element.labels, element.nextElementSibling].filter(Boolean)
  : [element];
const stylesOf = element => {
  const shown = [...partsOf(element), element.parentElement, element.closest("form")].filter(Boolean);
  const names = ["outlineStyle", "outlineWidth", "outlineColor", "outlineOffset", "boxShadow"];
  return JSON.stringify(shown.flatMap(part => ["", "::before", "::after"].map(pseudo => {
    const style = getComputedStyle(part, pseudo || undefined);
    return style.outlineStyle === "none"
      ? [style.boxShadow]
      : names.map(name => style[name]);
  })));
};
"""

_REMEMBER = f"""
() => {{
  {_STYLES}
  window.stylesAtRest = new Map();
  document.querySelectorAll("a[href], button, input, select, textarea, summary, label, [tabindex]").forEach(
    element => window.stylesAtRest.set(element, stylesOf(element)));
}}
"""

_LOOK = f"""
number => {{
  {_STYLES}
  const element = document.activeElement;
  if (element === document.body || element === null) return null;
  if (element.hasAttribute("data-stop")) return {{key: "seen"}};
  element.setAttribute("data-stop", String(number));
  const seen = partsOf(element);
  return {{
    key: String(number),
    name: element.outerHTML.slice(0, 140).replaceAll(/\\s+/g, " "),
    is_marked: stylesOf(element) !== window.stylesAtRest.get(element),
    is_in_view: seen.some(part => {{
      const box = part.getBoundingClientRect();
      return box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0
        && box.left < innerWidth && box.top < innerHeight;
    }}),
  }};
}}
"""


@dataclass(frozen=True)
class Stop:
    """One place where the focus stops: marked when its look changes, in view when any of it can be seen."""

    ATTRIBUTE: ClassVar = "data-stop"

    key: str
    name: str
    is_marked: bool
    is_in_view: bool


def iter_stops(page: Page) -> Iterator[Stop]:
    """Press Tab from the top of the page until the focus leaves it or comes round."""
    page.evaluate(_REMEMBER)
    for number in range(LONGEST_WALK):
        page.keyboard.press("Tab")
        found = page.evaluate(_LOOK, number)
        if found is None or found["key"] == "seen":
            return
        yield Stop(**found)
    raise AssertionError(f"the focus does not come round within {LONGEST_WALK} stops")

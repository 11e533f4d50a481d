"""Turn queries into the first results of the site's own search worker that are not the expected ones."""

from collections.abc import Mapping

from playwright.sync_api import Page

_FIRST_RESULTS = """
async (queries) => {
  const { search } = JSON.parse(document.getElementById("__config").textContent);
  const worker = new Worker(new URL(search, location).href);
  const ask = (query) => new Promise((resolve) => {
    worker.addEventListener("message", ({ data }) => { if (data.type === 3) resolve(data.data.items); });
    worker.postMessage({ type: 2, data: query });
  });
  const found = {};
  for (const query of queries) {
    const [group] = await ask(query);
    const shown = group?.find(({ location }) => !location.includes("#")) ?? group?.at(-1);
    found[query] = shown?.location.replace("index.html", "");
  }
  return found;
}
"""


def wrong_results(page: Page, expected: Mapping[str, str]) -> dict[str, tuple[str | None, str]]:
    """Return each query whose first result is another page or place: what was found, and what was expected.

    They are addresses below the home; the page is one of the site.
    """
    found: dict[str, str | None] = page.evaluate(_FIRST_RESULTS, list(expected))
    return {query: (found[query], wanted) for query, wanted in expected.items() if found[query] != wanted}

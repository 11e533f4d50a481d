"""Turn queries into the first result that the site's own search worker gives for each."""

from collections.abc import Sequence

from playwright.sync_api import Page

# What the theme does before the first query; a page on disk has loaded the index as a script.
_FIRST_RESULTS = """
async (queries) => {
  const config = JSON.parse(document.getElementById("__config").textContent);
  const worker = new Worker(new URL(config.search, location).href);
  const ask = (message) => new Promise((resolve) => {
    worker.addEventListener("message", ({ data }) => resolve(data), { once: true });
    worker.postMessage(message);
  });
  const index = location.protocol === "file:" ? __index
    : await (await fetch(new URL("search/search_index.json", new URL(`${config.base}/`, location)))).json();
  await ask({ type: 0, data: { ...index, options: { suggest: true } } });
  const found = {};
  for (const query of queries) {
    const [group] = (await ask({ type: 2, data: query })).data.items;
    const shown = group?.find(({ location }) => !location.includes("#")) ?? group?.at(-1);
    found[query] = shown?.location.replace("index.html", "");
  }
  worker.terminate();
  return found;
}
"""


def first_results(page: Page, queries: Sequence[str]) -> dict[str, str | None]:
    """Return for each query the address of the first result, below the home; the page is one of the site."""
    page.wait_for_function("location.protocol !== 'file:' || typeof __index !== 'undefined'")
    found: dict[str, str | None] = page.evaluate(_FIRST_RESULTS, list(queries))
    return found

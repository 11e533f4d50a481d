"""Turn a first visit to a page into the files that it takes and what each weighs on its way."""

import gzip

from playwright.sync_api import Response

from browser.pages import SitePage

# What servers use who compress while they answer.
LEVEL = 6

MOST = 90_000


def first_visit(page: SitePage, address: str) -> dict[str, int]:
    """Return the compressed bytes of each file by its address below the home; nothing is known before."""
    responses: list[Response] = []
    page.page.context.on("response", lambda response: responses.append(response))  # noqa: PLW0108 - Playwright marks it
    page.open(address)
    page.page.wait_for_load_state("networkidle")
    return {
        response.url.removeprefix(page.home): len(gzip.compress(response.body(), LEVEL))
        for response in responses
    }

"""The description that an app serves, compared with the documented one."""

from __future__ import annotations

from collections.abc import Iterator

from apidocs.diff.change import Change
from apidocs.diff.compare import compare
from apidocs.live_api.drift.finding import Finding
from apidocs.model.api import Api
from apidocs.pages.addresses import AUTHENTICATION, INDEX, Addresses


def compare_descriptions(documented: Api, served: Api) -> Iterator[Finding]:
    """Iterate over the changes of the contract from the docs to the app, breaking ones first."""
    addresses = Addresses.from_api(documented)
    for change in compare(documented, served):
        yield Finding(f"{change.level}: {change.text()}", tuple(dict.fromkeys(_pages(change, addresses))))


def _pages(change: Change, addresses: Addresses) -> Iterator[str]:
    """Iterate over the documented pages of a change; what the docs lack is missing on the index."""
    if change.component is not None and change.component in addresses.schemas:
        yield address(addresses.schemas[change.component])
    for place in change.places:
        known = place.base is not None and place.base.location in addresses.operations
        yield address(addresses.of(place.base) if known and place.base is not None else INDEX)
    if not change.places and change.component is None:
        yield address(AUTHENTICATION if "scheme" in change.id else INDEX)


def address(src_uri: str) -> str:
    """Return the address of a page, relative to the site."""
    return src_uri.removesuffix("index.md")

"""The comparison of servers by the addresses that calls go to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from apidocs.diff.addresses import FREE, addresses, server_addresses
from apidocs.diff.change import Place
from apidocs.diff.change_log import Log
from apidocs.model.api import Api
from apidocs.model.operation import Operation
from apidocs.model.server import Server


@dataclass(frozen=True, eq=False)
class Pair:
    """An operation of both sides."""

    base: Operation
    revision: Operation


def compare_servers(base: Api, revision: Api, pairs: Sequence[Pair], log: Log) -> None:
    """Compare the servers of both sides, those of the whole API once, those of an operation at its place.

    No news is a server that no call misses: its addresses may have moved to the path items, or into paths.
    """
    own = [pair for pair in pairs if _has_own(pair, base, revision)]
    shared = [pair for pair in pairs if pair not in own]
    kept = {pair for pair in shared if addresses(pair.base) == addresses(pair.revision)}
    is_kept = bool(kept) and all(pair in kept or pair.base.path != pair.revision.path for pair in shared)
    if not is_kept and (shared or not pairs):
        _compare(base.servers, revision.servers, log, None)
    _compare_defaults(base.servers, revision.servers, log, None)
    for pair in own:
        if addresses(pair.base) != addresses(pair.revision):
            _compare(pair.base.servers, pair.revision.servers, log, Place(pair.base, pair.revision))
        _compare_defaults(pair.base.servers, pair.revision.servers, log, Place(pair.base, pair.revision))


def _has_own(pair: Pair, base: Api, revision: Api) -> bool:
    return pair.base.servers != base.servers or pair.revision.servers != revision.servers


def _compare(base: Sequence[Server], revision: Sequence[Server], log: Log, place: Place | None) -> None:
    before, after = (
        [each for server in side for each in server_addresses(server)] for side in (base, revision)
    )
    for url in dict.fromkeys(before):
        if not _is_among(url, after):
            log.add("server-removed", url or "/", place=place)
    for url in dict.fromkeys(after):
        if not _is_among(url, before):
            log.add("server-added", url or "/", place=place)


def _compare_defaults(
    base: Sequence[Server], revision: Sequence[Server], log: Log, place: Place | None
) -> None:
    """Tell where a call of a server goes now that leaves its variables as they are."""
    after = {server.url: server for server in revision}
    for server in base:
        other = after.get(server.url)
        if other is not None and server.default_url != other.default_url:
            urls = server.default_url, other.default_url
            log.add("server-default-changed", urls[1], *urls, place=place)


def _is_among(url: str, others: Sequence[str]) -> bool:
    """Whether an address is one of others, which may have free parts."""
    return any(re.fullmatch(re.escape(other).replace(re.escape(FREE), "[^/]*"), url) for other in others)

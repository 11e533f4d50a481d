"""The comparison of security: requirements as alternatives of what a client must hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from apidocs.diff.change import Place
from apidocs.diff.change_log import Log
from apidocs.model.api import Api
from apidocs.model.operation import Operation
from apidocs.model.security import OAuthFlow, SecurityRequirement, SecurityScheme

Ways = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Credentials:
    """What a client must hold for one alternative: proofs, and the scopes that they must have."""

    proofs: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()

    def is_enough_for(self, other: Credentials) -> bool:
        """Whether who holds this holds all that the other one asks for."""
        return other.proofs <= self.proofs and other.scopes <= self.scopes

    def __str__(self) -> str:
        proofs = " and ".join(sorted(self.proofs)) or "a call without credentials"
        scopes = ", ".join(sorted(self.scopes))
        return (
            f"{proofs} with the {'scope' if len(self.scopes) == 1 else 'scopes'} {scopes}"
            if scopes
            else proofs
        )


@dataclass(frozen=True)
class SchemeNames:
    """The ways to satisfy each scheme of both sides, by what is sent: no client sees the key of a scheme."""

    base: Ways
    revision: Ways


def compare_schemes(base: Api, revision: Api, log: Log) -> SchemeNames:
    """Compare the schemes in use; one that is another one under the same key is told once, here."""
    before, after = _used(base), _used(revision)
    known = {way for ways in after.values() for way in ways}
    old = {way for ways in before.values() for way in ways}
    renamed: dict[str, tuple[str, ...]] = {}
    for key, ways in before.items():
        if key in after and known.isdisjoint(ways) and old.isdisjoint(after[key]):
            log.add("security-scheme-changed", key, " or ".join(ways), " or ".join(after[key]))
            renamed[key] = after[key]
    return SchemeNames({**before, **renamed}, after)


def compare_security(base: Operation, revision: Operation, names: SchemeNames, log: Log) -> None:
    """Compare the accepted alternatives of an operation; none at all means anonymous calls.

    An alternative of the base is lost when none of the revision is satisfied by what it asks for.
    """
    place = Place(base, revision)
    before, after = _alternatives(base.security, names.base), _alternatives(revision.security, names.revision)
    lost = [each for each in before if not any(each.is_enough_for(other) for other in after)]
    gained = [
        each
        for each in after
        if not any(other.is_enough_for(each) and each.is_enough_for(other) for other in before)
    ]
    new = [each for each in gained if not any(each.is_enough_for(other) for other in before)]
    for each in lost:
        _tell_lost(each, after, place, log)
    for each in new:
        more = [other for other in before if other.is_enough_for(each)]
        _tell_gained(each, more, after if lost else (), before, place, log)


def _tell_lost(lost: Credentials, after: Sequence[Credentials], place: Place, log: Log) -> None:
    """Say what is needed now: the alternative of the revision that asks for the least more."""
    if not lost.proofs:
        log.add("security-added", "", None, " or ".join(map(str, after)), place=place)
        return
    wider = [each for each in after if each.proofs >= lost.proofs]
    if not wider:
        log.add("security-alternative-removed", str(lost), place=place)
        return
    nearest = min(wider, key=lambda each: (len(each.proofs), len(each.scopes - lost.scopes), str(each)))
    if nearest.proofs == lost.proofs:
        for scope in sorted(nearest.scopes - lost.scopes):
            log.add("security-scope-added", scope, place=place)
        for scope in sorted(lost.scopes - nearest.scopes):
            log.add("security-scope-removed", scope, place=place)
        return
    more = Credentials(nearest.proofs - lost.proofs, nearest.scopes - lost.scopes)
    log.add("security-requirement-added", str(more), str(lost), str(more), place=place)


def _tell_gained(  # noqa: PLR0913, PLR0917 - what is new, and beside what
    gained: Credentials,
    more: Sequence[Credentials],
    after_lost: Sequence[Credentials],
    before: Sequence[Credentials],
    place: Place,
    log: Log,
) -> None:
    """Say what is no longer needed, or that there is one more way."""
    if not gained.proofs:
        log.add("security-removed", place=place)
        return
    if after_lost and any(each.proofs <= gained.proofs for each in before):
        return  # what it asks for more is told already
    nearest = min(more, key=lambda each: (len(each.proofs), len(each.scopes), str(each)), default=None)
    if nearest is None:
        log.add("security-alternative-added", str(gained), place=place)
    elif nearest.proofs == gained.proofs:
        for scope in sorted(nearest.scopes - gained.scopes):
            log.add("security-scope-removed", scope, place=place)
    else:
        less = Credentials(nearest.proofs - gained.proofs, nearest.scopes - gained.scopes)
        log.add("security-requirement-removed", str(less), str(less), str(gained), place=place)


def _alternatives(security: Sequence[SecurityRequirement], ways: Ways) -> tuple[Credentials, ...]:
    """Return the alternatives that no other one of the list makes needless."""
    found = dict.fromkeys(
        Credentials(
            frozenset(chosen), frozenset(scope for listed in each.schemes.values() for scope in listed)
        )
        for each in security or (SecurityRequirement(),)
        for chosen in product(*(ways.get(key, (key,)) for key in each.schemes))
    )
    return tuple(
        each for each in found if not any(each != other and each.is_enough_for(other) for other in found)
    )


def _used(api: Api) -> dict[str, tuple[str, ...]]:
    used = {
        key
        for operation in api.operations
        for requirement in operation.security
        for key in requirement.schemes
    }
    return {key: tuple(_ways(scheme)) for key, scheme in api.security_schemes.items() if key in used}


def _ways(scheme: SecurityScheme) -> list[str]:
    """Say what a client sends, or where it gets that; each flow of OAuth 2.0 is a way of its own."""
    if scheme.type == "http":
        return [f"HTTP {scheme.scheme or ''} authentication".replace("  ", " ")]
    if scheme.type == "apiKey":
        name = scheme.parameter_name or ""
        # Names of headers know no case (RFC 9110, section 5.1).
        name = name.title() if scheme.location == "header" else name
        return [f"the API key {name} in the {scheme.location}"]
    if scheme.type == "openIdConnect":
        return [f"OpenID Connect from {scheme.open_id_connect_url}"]
    if scheme.type == "oauth2" and scheme.flows:
        return [_flow(flow) for flow in sorted(scheme.flows, key=lambda flow: flow.name)]
    return [scheme.type]


def _flow(flow: OAuthFlow) -> str:
    urls = (flow.authorization_url, flow.device_authorization_url, flow.token_url)
    return f"OAuth 2.0 {flow.name} at {' and '.join(dict.fromkeys(url for url in urls if url))}"

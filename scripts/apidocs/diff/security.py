"""Compares who may call: a change that can lock clients out is breaking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from apidocs.diff.change import Place
from apidocs.diff.log import Log
from apidocs.model.api import Api
from apidocs.model.operation import Operation
from apidocs.model.security import SecurityRequirement, SecurityScheme

Alternatives = dict[frozenset[str], frozenset[str]]


@dataclass(frozen=True)
class SchemeNames:
    """One name for each scheme on both sides: by what it is, not by its key, which no client sees."""

    base: Mapping[str, str]
    revision: Mapping[str, str]


def compare_schemes(base: Api, revision: Api, log: Log) -> SchemeNames:
    """Compare the schemes in use; one that changed under its key is told once, here."""
    before, after = _used(base), _used(revision)
    ways = {_way(scheme) for scheme in before.values()}
    names = {key: _way(scheme) for key, scheme in after.items()}
    for key, scheme in before.items():
        changed = key in after and _way(scheme) not in names.values() and names[key] not in ways
        if changed:
            log.add("security-scheme-changed", key, _way(scheme), names[key])
    return SchemeNames(
        {
            key: names[key]
            if key in after and _way(each) not in names.values() and names[key] not in ways
            else _way(each)
            for key, each in before.items()
        },
        names,
    )


def compare_security(base: Operation, revision: Operation, names: SchemeNames, log: Log) -> None:
    """Compare the accepted alternatives of an operation; none at all means anonymous calls."""
    place = Place(base, revision)
    before, after = _alternatives(base.security, names.base), _alternatives(revision.security, names.revision)
    if frozenset() in before and frozenset() not in after:
        log.add("security-added", "", None, " or ".join(map(_called, after)), place=place)
        return
    if frozenset() in after and frozenset() not in before:
        log.add("security-removed", place=place)
        return
    for schemes in before:
        if schemes not in after:
            log.add("security-alternative-removed", _called(schemes), place=place)
        else:
            _compare_scopes(before[schemes], after[schemes], place, log)
    for schemes in after:
        if schemes not in before:
            log.add("security-alternative-added", _called(schemes), place=place)


def _compare_scopes(before: frozenset[str], after: frozenset[str], place: Place, log: Log) -> None:
    for scope in sorted(after - before):
        log.add("security-scope-added", scope, place=place)
    for scope in sorted(before - after):
        log.add("security-scope-removed", scope, place=place)


def _alternatives(security: tuple[SecurityRequirement, ...], names: Mapping[str, str]) -> Alternatives:
    found: Alternatives = {}
    for requirement in security or (SecurityRequirement(),):
        schemes = frozenset(names.get(key, key) for key in requirement.schemes)
        scopes = frozenset(scope for listed in requirement.schemes.values() for scope in listed)
        # Of two alternatives that differ in their scopes only, the one that asks for less is enough.
        found[schemes] = min(found.get(schemes, scopes), scopes, key=lambda each: (len(each), sorted(each)))
    return found


def _used(api: Api) -> dict[str, SecurityScheme]:
    used = {
        key
        for operation in api.operations
        for requirement in operation.security
        for key in requirement.schemes
    }
    return {key: scheme for key, scheme in api.security_schemes.items() if key in used}


def _way(scheme: SecurityScheme) -> str:
    """Say what a client sends, or where it gets it."""
    if scheme.type == "http":
        return f"HTTP {scheme.scheme or ''} authentication".replace("  ", " ")
    if scheme.type == "apiKey":
        return f"the API key {scheme.parameter_name} in {scheme.location}"
    if scheme.type == "openIdConnect":
        return f"OpenID Connect from {scheme.open_id_connect_url}"
    if scheme.type == "oauth2":
        flows = (
            f"{flow.name} at {flow.authorization_url or flow.device_authorization_url or flow.token_url}"
            for flow in sorted(scheme.flows, key=lambda flow: flow.name)
        )
        return f"OAuth 2.0 ({', '.join(flows)})"
    return scheme.type


def _called(schemes: frozenset[str]) -> str:
    return " and ".join(sorted(schemes)) or "a call without credentials"

"""Check that names which links, security requirements, groups of tags and server URLs use are declared."""

import re
from collections.abc import Iterator
from typing import Final

from apidocs.document.document import Document, Node, UnresolvableReferenceError
from apidocs.problems import Problem, quote
from apidocs.validation.places import Places, end_of

# How an address begins that stands for itself (RFC 3986, section 3.1), its rest well-formed or not.
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE | re.ASCII)


def check_names(document: Document, places: Places) -> Iterator[Problem]:
    """Yield what is named and not there: operations, their parameters, schemes, scopes, tags, variables."""
    operations = [place.node for place in places.of_kind("operation")]
    ids = {_text(operation, "operationId") for operation in operations}
    for place in places.of_kind("link"):
        name = _text(place.node, "operationId")
        if name is not None and name not in ids:
            message = f"no operation has the operationId {quote(name)} that this link names: correct it"
            yield document.problem(place.node, "unknown-operation", message, key="operationId")
        yield from _check_operation_ref(document, place.node)
        yield from _check_link_parameters(document, place.node, operations)
    for node in (document.root, *(place.node for place in places.of_kind("operation"))):
        yield from _check_security(document, node)
    yield from _check_tag_groups(document, places)
    yield from _check_servers(document, places)


def _check_operation_ref(document: Document, link: Node) -> Iterator[Problem]:
    """Look at a reference to a file; what stands at an address of its own is not known here."""
    reference = _text(link, "operationRef")
    if reference is None or _SCHEME.match(reference):
        return
    try:
        link.referring(reference).resolve()
    except UnresolvableReferenceError as error:
        yield document.problem(link, "unknown-operation", error.problem.message, key="operationRef")


def _check_link_parameters(document: Document, link: Node, operations: list[Node]) -> Iterator[Problem]:
    """Check that the operation of a link has its parameters, by name or as `path.id` (3.1, 4.8.20)."""
    operation, parameters = _operation_of(link, operations), link.get("parameters")
    if operation is None or parameters is None:
        return
    holders = [operation] if operation.parent is None else [operation, operation.parent]
    lists = [held for holder in holders if (held := holder.get("parameters")) is not None]
    ends = [end_of(written) for held in lists for written in held.elements()]
    if None in ends:  # nobody knows what it is called
        return
    named = [(_text(end, "in"), _text(end, "name")) for end in ends if end is not None]
    known = {name for _, name in named} | {f"{location}.{name}" for location, name in named}
    for name, member in parameters.items():
        if name not in known:
            called = _text(operation, "operationId") or "the operation of this link"
            message = f"{quote(called)} has no parameter {quote(name)}: correct the name, or remove it"
            yield document.problem(member, "unknown-link-parameter", message)


def _operation_of(link: Node, operations: list[Node]) -> Node | None:
    reference, name = _text(link, "operationRef"), _text(link, "operationId")
    if reference is not None and not _SCHEME.match(reference):
        return end_of(link.referring(reference))
    named = [operation for operation in operations if _text(operation, "operationId") == name]
    return named[0] if named and name is not None else None


def _check_security(document: Document, node: Node) -> Iterator[Problem]:
    """Since OpenAPI 3.2, section 4.30, a scheme may be named by its address, which is not looked up."""
    section = "securityDefinitions" if document.version == "2.0" else "components/securitySchemes"
    schemes = _member(document.root, section.split("/"))
    security = node.get("security")
    for requirement in security.elements() if security is not None else ():
        for name, member in requirement.items():
            is_address = document.version == "3.2" and any(mark in name for mark in "#/.")
            scheme = None if schemes is None else schemes.get(name)
            if scheme is not None:
                yield from _check_scopes(document, scheme, member)
            elif not is_address:
                mend = f"declare it in {section}, or correct the name"
                message = f"there is no security scheme {quote(name)}: {mend}"
                yield document.problem(member, "unknown-security-scheme", message)


def _check_scopes(document: Document, written: Node, scopes: Node) -> Iterator[Problem]:
    """Only OAuth2 declares the scopes that there are; names for other schemes are free (3.1, 4.8.30)."""
    scheme = end_of(written)
    if scheme is None or _text(scheme, "type") != "oauth2":
        return
    flows = scheme.get("flows")
    holders = [scheme, *(flow for _, flow in (flows.items() if flows is not None else ()))]
    lists = [held for holder in holders if (held := holder.get("scopes")) is not None]
    declared = {name for held in lists for name, _ in held.items()}
    for scope in scopes.elements() if lists else ():
        if isinstance(scope.value, str) and scope.value not in declared:
            message = (
                f"the security scheme {quote(str(written.key))} declares no scope {quote(scope.value)}: add "
                "it to scopes of a flow, or correct the name"
            )
            yield document.problem(scope, "unknown-scope", message)


def _check_tag_groups(document: Document, places: Places) -> Iterator[Problem]:
    """Check that the tags of a group are those of operations, or declared."""
    groups = document.root.get("x-tagGroups")
    if groups is None:
        return
    tagged = [tags for place in places.of_kind("operation") if (tags := place.node.get("tags")) is not None]
    listed = document.root.get("tags")
    declared = {tag.value for tags in tagged for tag in tags.elements() if isinstance(tag.value, str)}
    declared.update(_text(tag, "name") or "" for tag in (listed.elements() if listed is not None else ()))
    for group in groups.elements():
        members = group.get("tags")
        for member in members.elements() if members is not None else ():
            if isinstance(member.value, str) and member.value not in declared:
                message = f"there is no tag {quote(member.value)}: declare it in tags, or correct the name"
                yield document.problem(member, "unknown-tag", message)


def _member(node: Node, keys: list[str]) -> Node | None:
    found: Node | None = node
    for key in keys:
        found = None if found is None else found.get(key)
    return found


def _text(node: Node, key: str) -> str | None:
    member = node.get(key)
    return member.value if member is not None and isinstance(member.value, str) else None


def _check_servers(document: Document, places: Places) -> Iterator[Problem]:
    """Yield variables that are not declared or not in the URL, and defaults that are none of the values."""
    holders = (document.root, *(place.node for place in places.of_kind("path_item", "operation")))
    for holder in holders:
        servers = holder.get("servers")
        for server in servers.elements() if servers is not None else ():
            yield from _check_server(document, server)
    for place in places.of_kind("link"):
        own = place.node.get("server")
        yield from () if own is None else _check_server(document, own)


def _check_server(document: Document, server: Node) -> Iterator[Problem]:
    url, variables = server.get("url"), server.get("variables")
    if url is None or not isinstance(url.value, str):
        return
    in_url = list(dict.fromkeys(re.findall(r"\{([^{}]+)\}", url.value)))
    declared = dict(variables.items()) if variables is not None else {}
    for name in in_url:
        if name not in declared:
            message = f"{{{name}}} of this URL is not declared: add it to variables, with a default"
            yield document.problem(url, "undeclared-server-variable", message)
    for name, variable in declared.items():
        if not name.startswith("x-") and name not in in_url:
            message = f"the URL has no {{{name}}}: write it there, or remove this variable"
            yield document.problem(variable, "unused-server-variable", message)
        yield from _check_default(document, variable)


def _check_default(document: Document, variable: Node) -> Iterator[Problem]:
    """Check that the default is one of the values (OpenAPI 3.1, section 4.8.6)."""
    default, values = variable.get("default"), variable.get("enum")
    if default is None or values is None or not isinstance(values.value, list) or not values.value:
        return
    if default.value not in values.value:
        listed = ", ".join(quote(str(value)) for value in values.value[:5])
        message = (
            f"the default {quote(str(default.value))} is none of the values {listed}: add it to enum, or "
            "name one of them"
        )
        yield document.problem(default, "server-variable-default", message)

"""Check that names which links and security requirements use are declared."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from apidocs.document.document import Document, Node, UnresolvableReferenceError
from apidocs.problems import Problem, quote
from apidocs.validation.places import Places


def check_names(document: Document, places: Places) -> Iterator[Problem]:
    """Yield the links to operations that are not there, and the requirements of unknown schemes."""
    ids = {_text(place.node, "operationId") for place in places.of_kind("operation")}
    for place in places.of_kind("link"):
        name = _text(place.node, "operationId")
        if name is not None and name not in ids:
            message = f"no operation has the operationId {quote(name)} that this link names: correct it"
            yield document.problem(place.node, "unknown-operation", message, key="operationId")
        yield from _check_operation_ref(document, place.node)
    for node in (document.root, *(place.node for place in places.of_kind("operation"))):
        yield from _check_security(document, node)


def _check_operation_ref(document: Document, link: Node) -> Iterator[Problem]:
    """Look at a reference to a file; what stands at an address of its own is not known here."""
    reference = _text(link, "operationRef")
    if reference is None or urlsplit(reference).scheme:
        return
    try:
        link.referring(reference).resolve()
    except UnresolvableReferenceError as error:
        yield document.problem(link, "unknown-operation", error.problem.message, key="operationRef")


def _check_security(document: Document, node: Node) -> Iterator[Problem]:
    """Since OpenAPI 3.2, section 4.30, a scheme may be named by its address, which is not looked up."""
    section = "securityDefinitions" if document.version == "2.0" else "components/securitySchemes"
    schemes = _member(document.root, section.split("/"))
    security = node.get("security")
    for requirement in security.elements() if security is not None else ():
        for name, member in requirement.items():
            is_address = document.version == "3.2" and any(mark in name for mark in "#/.")
            if not is_address and (schemes is None or schemes.get(name) is None):
                mend = f"declare it in {section}, or correct the name"
                message = f"there is no security scheme {quote(name)}: {mend}"
                yield document.problem(member, "unknown-security-scheme", message)


def _member(node: Node, keys: list[str]) -> Node | None:
    found: Node | None = node
    for key in keys:
        found = None if found is None else found.get(key)
    return found


def _text(node: Node, key: str) -> str | None:
    member = node.get(key)
    return member.value if member is not None and isinstance(member.value, str) else None

"""Check the schemas that a discriminator names, and the property that tells them apart."""

from collections.abc import Iterator

from apidocs.document.document import Document, Node, UnresolvableReferenceError
from apidocs.problems import Problem, quote
from apidocs.validation.components import named_schema
from apidocs.validation.places import Places, end_of

_COMBINING = ("allOf", "anyOf", "oneOf")


def check_discriminators(document: Document, places: Places) -> Iterator[Problem]:
    """Yield the mappings that lead to no schema, and the properties that no alternative has."""
    for place in places.of_kind("schema"):
        discriminator = place.node.get("discriminator")
        if discriminator is not None:
            yield from _check_mapping(document, discriminator)
            yield from _check_property(document, place.node, discriminator)


def _check_mapping(document: Document, discriminator: Node) -> Iterator[Problem]:
    mapping = discriminator.get("mapping")
    for value, named in mapping.items() if mapping is not None else ():
        if isinstance(named.value, str) and not _leads_to_schema(document, named):
            message = (
                f"the mapping of {quote(value)} leads to no schema: there is no {quote(named.value)}; write "
                "the name of a schema of the components, or a reference to one"
            )
            yield document.problem(named, "unknown-mapping", message)


def _leads_to_schema(document: Document, named: Node) -> bool:
    if named_schema(document, named) is not None:
        return True
    if document.version != "2.0" and not any(mark in named.value for mark in "#/."):
        return False
    holder = named.parent or named
    try:
        holder.referring(named.value).resolve()
    except UnresolvableReferenceError:
        return False
    return True


def _check_property(document: Document, schema: Node, discriminator: Node) -> Iterator[Problem]:
    """Look for the property in the schema itself, and, where it lists alternatives, in each of them."""
    named = discriminator if document.version == "2.0" else discriminator.get("propertyName")
    if named is None or not isinstance(named.value, str):
        return
    lists = [schema.get(key) for key in ("oneOf", "anyOf")]
    alternatives = [part for found in lists if found is not None for part in found.elements()]
    if _may_have(schema, named.value, ("allOf",)):
        return
    lacking = [part for part in alternatives if not _may_have(part, named.value, _COMBINING)]
    if lacking or not alternatives:
        yield document.problem(
            named, "unknown-discriminator-property", _say(named.value, lacking, alternatives)
        )


def _say(name: str, lacking: list[Node], alternatives: list[Node]) -> str:
    if not alternatives:
        return f"the schema has no property {quote(name)} for its discriminator: add it, or correct the name"
    if len(lacking) == len(alternatives):
        return (
            f"no alternative has the property {quote(name)} of the discriminator: add it, or correct the name"
        )
    names = ", ".join(_called(part) for part in lacking[:3])
    more = f" and {len(lacking) - 3} more" if len(lacking) > 3 else ""  # noqa: PLR2004
    return f"{names}{more}: no property {quote(name)}, which the discriminator reads: add it there"


def _called(alternative: Node) -> str:
    if alternative.is_reference():
        return quote(str(alternative.value["$ref"]).rpartition("/")[2])
    return f"alternative {int(alternative.key) + 1}"


def _may_have(schema: Node, name: str, combining: tuple[str, ...]) -> bool:
    """Tell whether a schema, or what it is made of by the keywords `combining`, has a property.

    A schema that says nothing of its properties may have any, and so may one that cannot be read.
    """
    seen, todo, says_nothing = set[int](), [schema], True
    while todo:
        part = end_of(todo.pop())
        if part is None or not isinstance(part.value, dict):
            return True
        if id(part.value) in seen:
            continue
        seen.add(id(part.value))
        properties = part.get("properties")
        if properties is not None and properties.get(name) is not None:
            return True
        says_nothing = says_nothing and properties is None
        todo += [
            member for key in combining if (held := part.get(key)) is not None for member in held.elements()
        ]
        if part.value is not schema.value:
            combining = _COMBINING
    return says_nothing and schema.get("discriminator") is None

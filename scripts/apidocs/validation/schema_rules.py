"""Check single schemas: keywords without effect, keywords that exclude each other, too many choices."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from apidocs.document.document import Document, Node
from apidocs.model.schema.all_of import MOST_CHOICES
from apidocs.problems import Problem
from apidocs.validation.places import Places, end_of
from apidocs.validation.schema_errors import shown

# Keywords of the least and of the most, the words between them, and what is counted.
_BOUNDS: Final = (
    ("minLength", "maxLength", "characters"),
    ("minItems", "maxItems", "entries"),
    ("minContains", "maxContains", "entries that match contains"),
    ("minProperties", "maxProperties", "properties"),
)
# Parts of one allOf that are looked into, at any depth.
_MOST_PARTS: Final = 500
_DIALECTS: Final = ("https://json-schema.org/draft/2020-12/schema", "https://spec.openapis.org/oas/3.")
_TYPES: Final[Mapping[str, type | tuple[type, ...]]] = {
    "string": str,
    "boolean": bool,
    "number": (int, float),
    "array": list,
    "object": dict,
    "null": type(None),
}


def check_schemas(document: Document, places: Places) -> Iterator[Problem]:
    """Yield what is wrong with single schemas; a parameter or header of Swagger 2.0 is one itself."""
    yield from _check_dialect(document, document.root, "jsonSchemaDialect")
    for place in places.places:
        if place.kind == "schema":
            yield from _check_schema(document, place.node)
        elif document.version == "2.0" and place.kind in ("parameter", "header"):
            yield from _check_items_object(document, place.node)


def _check_schema(document: Document, schema: Node) -> Iterator[Problem]:
    if isinstance(schema.value, dict):
        for check in _CHECKS:
            yield from check(document, schema)


def _check_items_object(document: Document, node: Node) -> Iterator[Problem]:
    """Check a parameter or header of Swagger 2.0 and, of an array, its items."""
    part: Node | None = node
    while part is not None and isinstance(part.value, dict) and not part.is_reference():
        for check in (_check_bounds, _check_enum, _check_items):
            yield from check(document, part)
        part = part.get("items")


def _check_nullable(document: Document, schema: Node) -> Iterator[Problem]:
    nullable = schema.get("nullable")
    if nullable is None or document.version == "2.0":
        return
    if document.version != "3.0":
        written = schema.value.get("type")
        several = written if isinstance(written, list) else [written]
        names = [name for name in several if isinstance(name, str)]
        types = dict.fromkeys([*(names or ["..."]), "null"])
        listed = ", ".join(f'"{name}"' if name == "null" else name for name in types)
        mend = f"write type: [{listed}]" if nullable.value is True else "remove it"
        message = f'OpenAPI {document.version} has no "nullable", it is ignored: {mend}'
        yield document.problem(nullable, "nullable-without-effect", message)
    elif nullable.value is True and schema.get("type") is None:
        message = (
            '"nullable" has no effect without a type beside it (OpenAPI 3.0.4, Schema Object): write type, '
            "or an alternative that allows null"
        )
        yield document.problem(nullable, "nullable-without-effect", message)


def _check_bounds(document: Document, schema: Node) -> Iterator[Problem]:
    for least, most, counted in _BOUNDS:
        low, high = _number(schema, least), _number(schema, most)
        if low is not None and high is not None and low > high:
            message = (
                f"no value has both at least {low} and at most {high} {counted}: correct {least} or {most}"
            )
            yield document.problem(schema.child(least), "contradicting-keywords", message)
    yield from _check_range(document, schema)


def _check_range(document: Document, schema: Node) -> Iterator[Problem]:
    lows = [*_limits(schema, "minimum", "exclusiveMinimum")]
    highs = [*_limits(schema, "maximum", "exclusiveMaximum")]
    for low_key, low, is_above in lows:
        for high_key, high, is_below in highs:
            if low > high or (low == high and (is_above or is_below)):
                message = (
                    f"no value is both {'above' if is_above else 'at least'} {shown(low)} and "
                    f"{'below' if is_below else 'at most'} {shown(high)}: correct {low_key} or {high_key}"
                )
                yield document.problem(schema.child(low_key), "contradicting-keywords", message)
                return


def _limits(schema: Node, plain: str, exclusive: str) -> Iterator[tuple[str, float, bool]]:
    """Yield key, bound, and whether the bound itself is out, which before 3.1 a boolean says."""
    bound, strict = _number(schema, plain), _number(schema, exclusive)
    if bound is not None:
        yield plain, bound, schema.value.get(exclusive) is True
    if strict is not None:
        yield exclusive, strict, True


def _number(schema: Node, key: str) -> float | None:
    value = schema.value.get(key)
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _types_of(schema: Node) -> frozenset[str]:
    """Return the types that a schema allows by its own words; none where it does not say."""
    written = schema.value.get("type") if isinstance(schema.value, dict) else None
    types = written if isinstance(written, list) else [written]
    if not all(isinstance(name, str) and name in (*_TYPES, "integer") for name in types):
        return frozenset()
    nullable = schema.document.version in ("2.0", "3.0") and (
        schema.value.get("nullable") is True or schema.value.get("x-nullable") is True
    )
    return frozenset((*types, "null") if nullable else types)


def _check_enum(document: Document, schema: Node) -> Iterator[Problem]:
    types = _types_of(schema)
    enum, const = schema.get("enum"), schema.get("const")
    fixed = [*(enum.elements() if enum is not None else ()), *([] if const is None else [const])]
    for value in fixed if types else ():
        if not any(_is_of_type(value.value, name) for name in types):
            listed = " or ".join(sorted(types))
            hint = " (or write the list under items)" if types == {"array"} else ""
            message = (
                f"{shown(value.value)} is of another type than the schema, {listed}, and can never be "
                f"taken: correct the value or the type{hint}"
            )
            yield document.problem(value, "contradicting-keywords", message)
            return


def _is_of_type(value: object, name: str) -> bool:
    if name == "integer":
        is_whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        return is_whole and not isinstance(value, bool)
    return isinstance(value, _TYPES[name]) and not (name == "number" and isinstance(value, bool))


def _check_items(document: Document, schema: Node) -> Iterator[Problem]:
    """Before 3.1 an array has items (OpenAPI 3.0.3, section 4.7.24.1)."""
    if document.version not in ("2.0", "3.0") or schema.value.get("type") != "array":
        return
    if schema.get("items") is None:
        message = 'an array without "items": say what its entries are, at least with items: {}'
        yield document.problem(schema.child("type"), "missing-items", message)


def _check_all_of(document: Document, schema: Node) -> Iterator[Problem]:
    """Name two parts of `allOf` that no value can match at once, for they allow no type in common."""
    members = schema.get("allOf")
    parts = [end_of(part) for part in members.elements()] if members is not None else []
    allowed = [types for part in (schema, *parts) if part is not None and (types := _types_of(part))]
    for index, one in enumerate(allowed):
        for other in allowed[index + 1 :]:
            if not _share_type(one, other):
                message = (
                    f"no value is both of type {' or '.join(sorted(one))} and of type "
                    f"{' or '.join(sorted(other))}, as allOf asks: write anyOf, or correct a type"
                )
                yield document.problem(schema.child("allOf"), "contradicting-keywords", message)
                return


def _share_type(one: frozenset[str], other: frozenset[str]) -> bool:
    numbers = {"integer", "number"}
    return bool(one & other) or (bool(one & numbers) and bool(other & numbers))


def _check_choices(document: Document, schema: Node) -> Iterator[Problem]:
    """Warn where the parts of an allOf offer more choices (oneOf, anyOf) than a page combines."""
    count = _count_choices(schema) if "allOf" in schema.value else 0
    if count > MOST_CHOICES:
        message = (
            f"the parts of this allOf offer {count} choices (oneOf, anyOf), and a page combines only the "
            f"first {MOST_CHOICES} of them: split the schema, or name the alternatives that occur"
        )
        yield document.problem(schema.child("allOf"), "too-many-choices", message)


def _count_choices(schema: Node) -> int:
    """Count the choices of a schema and of all parts of its allOf, each once."""
    seen, waiting, count = set[int](), [schema], 0
    while waiting and len(seen) < _MOST_PARTS:
        part = end_of(waiting.pop())
        if part is None or id(part.value) in seen or not isinstance(part.value, dict):
            continue
        seen.add(id(part.value))
        count += sum(bool(part.value.get(keyword)) for keyword in ("oneOf", "anyOf"))
        parts = part.get("allOf")
        waiting += parts.elements() if parts is not None else ()
    return count


def _check_schema_dialect(document: Document, schema: Node) -> Iterator[Problem]:
    yield from _check_dialect(document, schema, "$schema")


def _check_dialect(document: Document, node: Node, key: str) -> Iterator[Problem]:
    written = node.get(key)
    if document.version in ("2.0", "3.0") or written is None or not isinstance(written.value, str):
        return
    # Of a schema with an unknown dialect the library says that it cannot be checked.
    is_known = key == "jsonSchemaDialect" or "json-schema.org" in written.value
    if is_known and not written.value.startswith(_DIALECTS):
        message = (
            f"schemas are read as JSON Schema 2020-12, not as {shown(written.value)}: write them in that "
            "dialect, and remove this"
        )
        yield document.problem(written, "other-dialect", message)


_Check = Callable[[Document, Node], Iterator[Problem]]
_CHECKS: Final[tuple[_Check, ...]] = (
    _check_nullable,
    _check_bounds,
    _check_enum,
    _check_items,
    _check_all_of,
    _check_choices,
    _check_schema_dialect,
)

"""The check of schemas in openapi-spec-validator, asked once and bounded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from apidocs.validation.schema_errors import Mismatch, find_mismatches

if TYPE_CHECKING:
    from jsonschema_path import SchemaPath

FindMismatches = Callable[[Any], tuple[Mismatch, ...]]
_DRAFT_4 = "http://json-schema.org/draft-04/schema#"
_DRAFT_2020 = "https://json-schema.org/draft/2020-12/schema"
_OPENAPI = "https://spec.openapis.org/"
# Of the formats in the schemas of schemas only a regular expression is worth a word.
_UNCHECKED_FORMATS = ("uri", "uri-reference", "email", "iri", "iri-reference")


class _Identities(dict[int, None]):
    """The ids of visited schemas; the library keeps a list, whose look-up makes large documents quadratic."""

    def append(self, identity: int) -> None:
        self[identity] = None


class _SchemaError(Exception):
    """A schema that its dialect's own schema refuses."""

    def __init__(self, mismatches: tuple[Mismatch, ...]) -> None:
        super().__init__()
        self.mismatches = mismatches


def schema_part(base: type[Any], find_schema_mismatches: FindMismatches) -> type[Any]:
    """Give the library's check of schemas one compiled metaschema; it interprets it for each anew."""

    def start(self: Any, registry: object) -> None:  # noqa: ANN401 - the library's class, made here
        base.__init__(self, registry)
        self.visited_schema_ids = _Identities()
        self.meta_checked_schema_ids = _Identities()
        self.properties = Properties()

    def check_metaschema(self: object, schema: object, value: object) -> Exception | None:
        if isinstance(value, dict) and "$schema" in value:  # of any dialect: the library knows which
            return base._validate_schema_meta(self, schema, value)  # type: ignore[no-any-return] # noqa: SLF001
        mismatches = find_schema_mismatches(value)
        return _SchemaError(mismatches) if mismatches else None

    members = {
        "__init__": start,
        "_validate_schema_meta": check_metaschema,
        "_collect_properties": lambda self, schema: self.properties.collect(schema),
    }
    return type("Compiled", (base,), members)


class Properties:
    """The names of properties that the library looks for, at any depth of a schema.

    Each schema is read once, whatever leads to it: the library goes in circles for ever, and to walk the
    document again below each schema makes a chain of them quadratic.
    """

    def __init__(self) -> None:
        self._inside: dict[int, list[tuple[Any, SchemaPath]]] = {}  # by the keywords' id; they outlive this

    def collect(self, schema: SchemaPath) -> set[str]:
        """Return the names."""
        found, seen, waiting = set[str](), set[int](), [(schema.read_value(), schema)]
        while waiting:
            keywords, part = waiting.pop()
            if id(keywords) in seen or not isinstance(keywords, dict):
                continue
            seen.add(id(keywords))
            found.update(keywords.get("properties", ()))
            if id(keywords) not in self._inside:
                self._inside[id(keywords)] = [(sub.read_value(), sub) for sub in iter_inside(keywords, part)]
            waiting += self._inside[id(keywords)]
        return found


def iter_inside(keywords: dict[str, Any], schema: SchemaPath) -> Iterator[SchemaPath]:
    """Iterate over the schemas inside one of which the library wants the names too."""
    for keyword in ("allOf", "anyOf", "oneOf"):
        yield from (schema / keyword if keyword in keywords else ())
    yield from (schema / keyword for keyword in ("items", "not") if keyword in keywords)


def compiled_metaschema(base: type[Any]) -> FindMismatches:
    """Compile the schema of schemas that the library's check for one version uses."""
    import jsonschema_rs  # noqa: PLC0415
    from openapi_schema_validator._specifications import REGISTRY  # noqa: PLC0415 - not public elsewhere

    dialect = getattr(base, "default_jsonschema_dialect_id", _DRAFT_4)
    files = [(uri, REGISTRY.contents(uri)) for uri in REGISTRY if uri.startswith(_OPENAPI)]
    validator = jsonschema_rs.validator_for(
        {"$schema": _DRAFT_4 if dialect == _DRAFT_4 else _DRAFT_2020, "$ref": dialect},
        registry=jsonschema_rs.Registry(files),
        validate_formats=True,
        formats=dict.fromkeys(_UNCHECKED_FORMATS, lambda _text: True),
    )
    return lambda value: () if validator.is_valid(value) else find_mismatches(validator.iter_errors(value))


def allowing_files(find_schema_mismatches: FindMismatches) -> FindMismatches:
    """Let a whole response be a file, which the library does not know (Swagger 2.0, Response Object)."""

    def find(value: Any) -> tuple[Mismatch, ...]:  # noqa: ANN401 - a JSON value
        is_file = isinstance(value, dict) and value.get("type") == "file"
        return () if is_file else find_schema_mismatches(value)

    return find

"""The border to the JSON Schema library (jsonschema-rs): checks of values."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from apidocs.document.document import Document, Location
from apidocs.validation.schema_errors import Mismatch, find_mismatches

if TYPE_CHECKING:
    from jsonschema_rs import Validator

# The library resolves references by URI, so every file gets one; it fetches nothing.
_BASE = "document:///"
_COMPOSED = ("allOf", "anyOf", "oneOf")
# JSON Schema leaves it open whether formats are checked. A wrong date misleads, a wrong address does not.
_UNCHECKED_FORMATS = (
    *("email", "idn-email", "hostname", "idn-hostname", "uri", "uri-reference", "iri", "iri-reference"),
    *("uri-template", "json-pointer", "relative-json-pointer", "regex", "time", "duration"),
)


class SchemaChecker:
    """Checks values against the schemas of one document, in the dialect of its version.

    All files of the document that the schemas refer to must have been read before.
    """

    def __init__(self, document: Document) -> None:
        import jsonschema_rs  # noqa: PLC0415 - takes time to import, and only a validation needs it

        is_old = document.version in ("2.0", "3.0")
        draft = jsonschema_rs.Draft4 if is_old else jsonschema_rs.Draft202012
        self._validator_class = (
            jsonschema_rs.Draft4Validator if is_old else jsonschema_rs.Draft202012Validator
        )
        self._uris = {uri: _uri(source.name) for uri, source in document.sources.items()}
        files = [
            (self._uris[source.uri], _in_plain_dialect(source.value, is_old=is_old))
            for source in document.sources.values()
        ]
        # What a broken reference names is asked for here, and nothing is fetched.
        self._registry = jsonschema_rs.Registry(files, draft=draft, retriever=lambda _uri: True)
        self._formats = dict.fromkeys(_UNCHECKED_FORMATS, _is_always_fine)
        self._validators: dict[Location, Validator | None] = {}

    def mismatches(self, schema: Location, value: object) -> tuple[Mismatch, ...]:
        """Why the value does not match the schema at a location; nothing when it does.

        Nothing either when the schema cannot be used at all: that is a problem of the schema.
        """
        if schema not in self._validators:
            self._validators[schema] = self._compile(schema)
        validator = self._validators[schema]
        if validator is None or validator.is_valid(value):
            return ()
        return find_mismatches(validator.iter_errors(value))

    def _compile(self, schema: Location) -> "Validator | None":
        reference = {"$ref": f"{self._uris[schema.uri]}#{quote(schema.pointer, safe='/~')}"}
        try:
            return self._validator_class(
                reference, registry=self._registry, validate_formats=True, formats=self._formats
            )
        except ValueError:  # the library's ValidationError too: a schema or a reference in it is broken
            return None


def _uri(name: str) -> str:
    """Return the address of a file, its own or made of its path, from which references in it start."""
    return name if "://" in name else _BASE + quote(Path(name).absolute().as_posix().lstrip("/"))


def _is_always_fine(_value: object) -> bool:
    return True


def _in_plain_dialect(value: Any, *, is_old: bool) -> Any:  # noqa: ANN401 - any JSON value
    """Return a copy in which what only OpenAPI knows is said in JSON Schema.

    Objects that are no schemas pass through here as well; nothing but schemas is ever read from the copy.
    """
    if isinstance(value, list):
        return [_in_plain_dialect(each, is_old=is_old) for each in value]
    if not isinstance(value, dict):
        return value
    plain = {name: _in_plain_dialect(each, is_old=is_old) for name, each in value.items()}
    if isinstance(plain.get("required"), (bool, list)):
        _relax_required(plain)
    if is_old and plain.get("nullable") is True:
        _allow_null(plain)
    if is_old and plain.get("type") == "file":  # 2.0: the content of a file, which no JSON type describes
        del plain["type"]
    return plain


def _relax_required(schema: dict[str, Any]) -> None:
    """Require no readOnly or writeOnly property: it is missing in one direction (OpenAPI 3.0, 4.7.24.2).

    `required: true` is how a parameter of 2.0, which is its own schema, says that it must be sent.
    """
    if isinstance(schema["required"], bool):
        del schema["required"]
        return
    one_way = {name for name, each in _mapping(schema.get("properties")).items() if _is_one_way(each)}
    schema["required"] = [
        name for name in schema["required"] if not (isinstance(name, str) and name in one_way)
    ]
    if not schema["required"]:  # draft 4 wants at least one
        del schema["required"]


def _is_one_way(schema: object) -> bool:
    return _mapping(schema).get("readOnly") is True or _mapping(schema).get("writeOnly") is True


def _allow_null(schema: dict[str, Any]) -> None:
    """Read `nullable: true` (OpenAPI 3.0, 4.7.24.1) as authors mean it: enum and allOf allow null too."""
    if isinstance(schema.get("type"), str):
        schema["type"] = [schema["type"], "null"]
    if isinstance(schema.get("enum"), list) and None not in schema["enum"]:
        schema["enum"] = [*schema["enum"], None]
    composed = {name: schema.pop(name) for name in _COMPOSED if name in schema}
    if composed:
        schema["anyOf"] = [{"enum": [None]}, composed]


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}

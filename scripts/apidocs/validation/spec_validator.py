"""The border to openapi-spec-validator."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from apidocs.document.document import Document, Location, Node
from apidocs.problems import JsonValue
from apidocs.validation.schema_checks import FindMismatches, allowing_files, compiled_metaschema, schema_part
from apidocs.validation.schema_errors import Mismatch, find_mismatches

if TYPE_CHECKING:
    from openapi_spec_validator.validation.validators import SpecValidator

Steps = tuple[str | int, ...]


@dataclass(frozen=True)
class Finding:
    """One finding of the library: what it is, and the steps from `start` (the root) to its node.

    Steps go through references. `mismatch` is set where a part does not match the OpenAPI schemas; else
    `error` is what the library yielded or, with `is_crash`, raised. What the schema of the whole document
    finds `is_first`.
    """

    steps: Steps
    error: Exception | None = None
    mismatch: Mismatch | None = None
    is_crash: bool = False
    is_first: bool = False
    start: Node | None = None


def find_spec_findings(document: Document, more_schemas: Iterable[Node]) -> Iterator[Finding]:
    """Yield the library's findings; each part that makes it raise is one more finding, and the rest goes on.

    It walks responses, parameters and component schemas only; `more_schemas` are checked in the same way.
    No file is fetched for it: references are answered from the files of the document.
    """
    library = _library(document.version)
    yield from _find_structure(library.metaschema, document.root.value)
    for found in library.walk(document):
        yield from _expand(found)
    for schema in more_schemas:
        for mismatch in library.find_schema_mismatches(schema.value):
            yield Finding(mismatch.path, mismatch=mismatch, start=schema)


def _find_structure(metaschema: Mapping[str, Any], value: object) -> Iterator[Finding]:
    """Take the library's first step, but ask its Rust backend directly: the wrapper hides the reasons."""
    import jsonschema_rs  # noqa: PLC0415

    for mismatch in find_mismatches(jsonschema_rs.validator_for(dict(metaschema)).iter_errors(value)):
        yield Finding(mismatch.path, mismatch=mismatch, is_first=True)


def _expand(found: Finding) -> Iterator[Finding]:
    mismatches = getattr(found.error, "mismatches", None)
    if mismatches is None:
        yield found
        return
    for mismatch in mismatches:
        yield Finding((*found.steps, *mismatch.path), mismatch=mismatch)


@dataclass(frozen=True)
class _Library:
    """What the library has for one version: the schema of the whole document, and the walk over its parts."""

    metaschema: Mapping[str, Any]
    validator_class: "type[SpecValidator]"
    find_schema_mismatches: "FindMismatches"

    def walk(self, document: Document) -> Iterator[Finding]:
        from jsonschema_path import SchemaPath  # noqa: PLC0415

        from apidocs.validation.quick_accessor import QuickAccessor  # noqa: PLC0415

        root, files = _without_extended_paths(document.root.value), _Files(document)
        path = SchemaPath(QuickAccessor.from_schema(root, handlers=files, resolved_cache_maxsize=1024))
        yield from self.validator_class(path).root_validator(path)  # type: ignore[misc]


def _library(version: str) -> _Library:
    from openapi_spec_validator import schemas, validation  # noqa: PLC0415 - half a second, only when needed

    known = {
        "2.0": (schemas.schema_v2, validation.OpenAPIV2SpecValidator),
        "3.0": (schemas.schema_v30, validation.OpenAPIV30SpecValidator),
        "3.1": (schemas.schema_v31, validation.OpenAPIV31SpecValidator),
        "3.2": (schemas.schema_v32, validation.OpenAPIV32SpecValidator),
    }
    metaschema, base = known[version]
    find_schema_mismatches = compiled_metaschema(base.keyword_validators["schema"])
    if version == "2.0":
        find_schema_mismatches = allowing_files(find_schema_mismatches)
    parts = {name: _located(each) for name, each in base.keyword_validators.items()}
    parts["schema"] = _located(schema_part(base.keyword_validators["schema"], find_schema_mismatches))
    parts["default"] = _nothing_part(base.keyword_validators["default"])
    return _Library(
        metaschema, type("Located", (base,), {"keyword_validators": parts}), find_schema_mismatches
    )


def _located(base: type[Any]) -> type[Any]:
    """Make the library's check of one kind of part say where it was, and survive its own failure."""
    from jsonschema_path import SchemaPath  # noqa: PLC0415

    def check(self: object, *args: object, **options: object) -> Iterator[Finding]:
        steps = next(arg.parts for arg in args if isinstance(arg, SchemaPath))
        try:
            for found in base.__call__(self, *args, **options):
                yield found if isinstance(found, Finding) else Finding(steps, found)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other parts are still to be checked
            yield Finding(steps, error, is_crash=True)

    return type(f"Located{base.__name__}", (base,), {"__call__": check})


def _nothing_part(base: type[Any]) -> type[Any]:
    """Defaults are checked with the examples, with their line and in our words."""
    return type("Unchecked", (base,), {"__call__": lambda _self, *_args: iter(())})


def _without_extended_paths(root: Mapping[str, Any]) -> Mapping[str, Any]:
    """Leave out the extensions of the Paths Object, which the library takes for path items."""
    paths = root.get("paths")
    if not isinstance(paths, dict):
        return root
    return {**root, "paths": {path: item for path, item in paths.items() if not str(path).startswith("x-")}}


class _Files(dict[str, Callable[[str], Any]]):
    """Answers the library's requests for other files, of any URI scheme, from the document."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document

    def __contains__(self, _scheme: object) -> bool:
        return True

    def __getitem__(self, _scheme: str) -> Callable[[str], Any]:
        return lambda uri: _as_mapping(self._document.node(Location(uri, "")).value)


def _as_mapping(value: JsonValue) -> Mapping[str, JsonValue]:
    """Return the value of a file as the mapping that the library takes every file for."""
    if isinstance(value, list):
        return {str(index): element for index, element in enumerate(value)}  # a pointer finds them by these
    return value if isinstance(value, dict) else {}


def deepest_node(start: Node, steps: Steps) -> Node:
    """Find the node that the library's steps lead to, or the nearest above where a step leads nowhere."""
    node = start
    for step in steps:
        following = _step(node, step)
        if following is None:
            return node
        node = following
    return node


def _step(node: Node, step: str | int) -> Node | None:
    try:
        holder = node.resolve() if node.is_reference() and str(step) not in node.value else node
        return holder.child(int(step) if isinstance(holder.value, list) else str(step))
    except Exception:  # noqa: BLE001 - a step into something that has no parts, or a broken reference
        return None

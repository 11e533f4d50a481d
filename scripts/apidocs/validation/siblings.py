"""Check what stands beside a `$ref` where OpenAPI ignores it."""

from collections.abc import Iterator
from typing import Final

from apidocs.document.document import Document, Node
from apidocs.problems import Problem
from apidocs.validation.places import Place, Places

# What pages show nevertheless, and many authors write: one problem says where the first one stands.
_WORDS: Final = frozenset(("summary", "description"))


def check_siblings(document: Document, places: Places) -> Iterator[Problem]:
    """Yield the references with fields that are ignored: all before 3.1, and there all but words (4.8.23.1).

    A schema of 3.1 is no Reference Object, and what stands in a path item beside its `$ref` counts always.
    """
    is_old = document.version in ("2.0", "3.0")
    words: list[tuple[Place, list[str]]] = []
    for place in places.references:
        if place.kind == "path_item" or (place.kind == "schema" and not is_old):
            continue
        names = [name for name in place.node.value if name != "$ref" and not name.startswith("x-")]
        ignored = [name for name in names if name not in _WORDS]
        if ignored:
            yield _problem(document, place, names if is_old else ignored)
        elif names and is_old:
            words.append((place, names))
    if words:
        yield _problem(document, *words[0], more=len(words) - 1)


def _problem(document: Document, place: Place, names: list[str], more: int = 0) -> Problem:
    listed = " and ".join(f'"{name}"' for name in names)
    verb = "stands" if len(names) == 1 else "stand"
    elsewhere = f" (so do the words beside {more} other references)" if more else ""
    message = (
        f"{listed} {verb} beside a $ref, where OpenAPI {document.version} ignores everything{elsewhere}: "
        if document.version in ("2.0", "3.0")
        else f"{listed} {verb} beside a $ref, where only summary and description count: "
    )
    return document.problem(place.node.child(names[0]), "ignored-beside-ref", message + _mend(place))


def _mend(place: Place) -> str:
    if place.kind != "schema":
        return "write it where the reference leads to, or write the object out here"
    return f'write allOf: [{{$ref: "{place.node.value["$ref"]}"}}], and the rest beside that'


def _reference(node: Node) -> str:
    return str(node.value["$ref"])

"""Findings of openapi-spec-validator in the words of the author's file."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from apidocs.document.document import Document, Location, Node, UnresolvableReferenceError
from apidocs.problems import Problem
from apidocs.validation.kinds import FIELDS
from apidocs.validation.operations import is_template
from apidocs.validation.places import Places, end_of
from apidocs.validation.schema_errors import Mismatch, shortened, shown
from apidocs.validation.spec_validator import Finding, Steps, deepest_node, find_spec_findings

_LONGEST_MESSAGE = 200
# What may stand beside the `$ref` of a path item (OpenAPI 3.1, section 4.8.9).
PATH_ITEM_FIELDS = frozenset((*FIELDS["path_item"], "servers"))
_NO_SCHEMA = "is not of type 'object', 'boolean'"


def check_spec(document: Document, places: Places | None) -> Iterator[Problem]:
    """Yield what the library finds, but for what our own checks say with a line and better words."""
    findings = list(find_spec_findings(document, _iter_more_schemas(places)))
    explained = {
        finding.steps for finding in findings if finding.mismatch is not None and finding.start is None
    }
    path_items = set(_iter_referring_path_items(places))
    said: set[Location] = set()
    for finding in findings:
        node = deepest_node(finding.start or document.root, finding.steps)
        if finding.mismatch is not None:
            if finding.is_first or node.location not in said:
                allowed = PATH_ITEM_FIELDS if node.location in path_items else frozenset()
                yield from _explain_mismatch(document, node, finding.mismatch, allowed)
            said.add(node.location)
        elif finding.is_crash:
            if not _is_said_of_references(node, places):
                yield from _explain_crash(document, node, finding, explained)
        elif not (node.location in said and _says_no_schema(finding.error)):
            explain = _EXPLANATIONS.get(type(finding.error).__name__, _explain_other)
            yield from explain(document, node, finding.error)


def _iter_more_schemas(places: Places | None) -> Iterator[Node]:
    """Yield the schemas that the library leaves out: of request bodies, headers, webhooks and callbacks."""
    for place in places.of_kind("media_type", "parameter", "header") if places is not None else ():
        schemas = (place.node.get("schema"), place.node.get("itemSchema"))
        yield from (schema for schema in schemas if schema is not None and isinstance(schema.value, dict))


def _iter_referring_path_items(places: Places | None) -> Iterator[Location]:
    """Yield the path items with a `$ref`, which the published schemas take for Reference Objects."""
    for place in places.of_kind("path_item") if places is not None else ():
        if place.node.is_reference():
            yield place.node.location


def _explain_mismatch(
    document: Document, node: Node, mismatch: Mismatch, allowed: frozenset[str]
) -> Iterator[Problem]:
    if node.location.pointer == "/openapi" and mismatch.keyword == "pattern":
        message = f"OpenAPI {node.value} is newer than this generator, which reads it as {document.version}"
        yield document.problem(node, "newer-version", f"{message}: what is new in it is not shown")
        return
    for name in mismatch.names:
        if name in allowed:
            continue
        if (node.parent is not None and node.parent.key == "links") and name == "server":
            continue  # the published schema of 3.1 calls a link's server "body"
        yield document.problem(node, "openapi-structure", _say_unknown(document, node, name), key=name)
    is_elsewhere = node.is_reference() and mismatch.keyword != "type"  # what a misplaced $ref lacks
    if not (mismatch.names or is_elsewhere or _is_said_of_members(node, mismatch)):
        yield document.problem(node, "openapi-structure", f"{_subject(node)} {_say(node, mismatch)}")


def _say(node: Node, mismatch: Mismatch) -> str:
    if _is_count_of_responses(node, mismatch):
        return "describes no response: add one under its status code, or under default"
    if node.key == "additionalOperations" and "not allowed" in mismatch.words:
        return "holds a method that has a field of its own: write it there, in lower case"
    return mismatch.words + (": add it" if mismatch.keyword == "required" else "")


def _is_said_of_members(node: Node, mismatch: Mismatch) -> bool:
    """Tell whether a wrong status code is a finding of its own, so that no right one need be missed."""
    return _is_count_of_responses(node, mismatch) and any(not key.startswith("x-") for key in node.value)


def _is_count_of_responses(node: Node, mismatch: Mismatch) -> bool:
    """Tell whether responses are missing: the schemas ask for a property, 3.1's for "default" too."""
    return _is_responses(node) and mismatch.keyword in ("required", "minProperties")


def _is_responses(node: Node) -> bool:
    return node.key == "responses" and node.location.pointer.startswith(("/paths/", "/webhooks/"))


def _say_unknown(document: Document, node: Node, name: str) -> str:
    home = node.key
    if name == "$ref":
        return f"OpenAPI allows no $ref in {_subject(node)}: write it out here, or refer to what holds it"
    if home == "paths":
        return f'the path "{name}" does not begin with "/": write "/{name}"'
    if _is_responses(node):
        return f'"{name}" is no status code: write a number like 404, a range like 4XX, or default'
    return (
        f'"{name}" is no field that OpenAPI {document.version} knows in {_subject(node)}: '
        "correct its name, remove it, or begin it with x-"
    )


def _subject(node: Node) -> str:
    if node.parent is None:
        return "the document"
    if isinstance(node.key, int):
        return f'entry {node.key + 1} of "{node.parent.key}"'
    return f'"{node.key}"'


def _is_said_of_references(node: Node, places: Places | None) -> bool:
    """Tell whether a reference in a part is a problem already: the library takes what it leads to."""
    here = node.location
    pointers = [problem.pointer for problem in places.problems] if places is not None else []
    return any(f"{pointer}/".startswith(f"{here.pointer}/") for pointer in pointers)


def _explain_crash(
    document: Document, node: Node, finding: Finding, explained: Iterable[Steps]
) -> Iterator[Problem]:
    """Say what made the library raise, unless it is said already: a broken reference, type or path."""
    if _is_reference_failure(finding.error) or _has_broken_reference(node):
        return
    if any(_is_related(finding.steps, steps) for steps in explained) or _is_in_odd_path(finding.steps):
        return
    reason = shortened(f"{type(finding.error).__name__}: {finding.error}", _LONGEST_MESSAGE // 2)
    message = f"openapi-spec-validator failed here ({reason}), so it did not check this part: simplify it"
    yield document.problem(node, "validator-failed", message)


def _is_in_odd_path(steps: Steps) -> bool:
    return len(steps) > 1 and steps[0] == "paths" and not is_template(str(steps[1]))


def _has_broken_reference(node: Node) -> bool:
    return any(
        end_of(each) is None for each in (node, *node.elements(), *(child for _, child in node.items()))
    )


def _is_reference_failure(error: BaseException | None) -> bool:
    from referencing.exceptions import NoSuchResource, Unresolvable, Unretrievable  # noqa: PLC0415

    kinds = (Unresolvable, NoSuchResource, Unretrievable, UnresolvableReferenceError)
    return error is not None and (isinstance(error, kinds) or _is_reference_failure(error.__cause__))


def _says_no_schema(error: Exception | None) -> bool:
    return str(getattr(error, "message", error)).endswith(_NO_SCHEMA)


def _is_related(crash: Steps, mismatch: Steps) -> bool:
    shared = min(len(crash), len(mismatch))
    same = all(str(left) == str(right) for left, right in zip(crash[:shared], mismatch[:shared], strict=True))
    return same and bool(mismatch)


def _explain_nothing(_document: Document, _node: Node, _error: Exception | None) -> Iterator[Problem]:
    """Our own checks of operations find the same."""
    return iter(())


def _explain_repeated_parameters(
    document: Document, node: Node, _error: Exception | None
) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for written in node.elements():
        identity = _parameter_identity(written)
        if identity is not None and identity in seen:
            name, location = identity
            message = f'parameter "{name}" in {location} is declared twice here: keep one'
            yield document.problem(written, "duplicate-parameter", message)
        if identity is not None:
            seen.add(identity)


def _parameter_identity(written: Node) -> tuple[str, str] | None:
    parameter = end_of(written)
    name, location = (parameter.get("name"), parameter.get("in")) if parameter is not None else (None, None)
    return (str(name.value), str(location.value)) if name is not None and location is not None else None


def _explain_extra_required(document: Document, node: Node, error: Exception | None) -> Iterator[Problem]:
    names = ast.literal_eval(str(error).partition("\n")[0].partition(": ")[2])
    listed = ", ".join(f'"{name}"' for name in sorted(names, key=str))
    message = (
        f'"required" names {listed}, which neither this schema nor its allOf defines: define it, or remove it'
    )
    yield document.problem(end_of(node) or node, "undefined-required-property", message, key="required")


def _explain_other(document: Document, node: Node, error: Exception | None) -> Iterator[Problem]:
    """Explain what the library tells apart by its words only: tags, parts that are no schema, dialects."""
    text = str(getattr(error, "message", error))
    for pattern, (rule, words) in TAG_RULES.items():
        if match := re.fullmatch(pattern, text):
            # of a circle the library tells each turn; the one that starts with the first name is enough
            if rule != "circular-tags" or match.group(1) == min(match.group(2).split(" -> ")):
                yield document.problem(
                    _tag(node, match.group(1)), rule, words.format(*match.groups()), key="parent"
                )
            return
    if _says_no_schema(error):
        text = f"{_subject(node)} must be a schema, but is {shown(node.value)}"
    elif "JSON Schema dialect" in text:
        text += ": name one that is known, or its schema cannot be checked"
    if not node.is_reference():
        yield document.problem(node, "openapi-structure", shortened(text, _LONGEST_MESSAGE))


def _tag(tags: Node, name: str) -> Node:
    named = [tag for tag in tags.elements() if (found := tag.get("name")) is not None and found.value == name]
    return named[-1] if named else tags


_EXPLANATIONS: Mapping[str, Callable[[Document, Node, Exception | None], Iterator[Problem]]] = {
    "DuplicateOperationIDError": _explain_nothing,
    "UnresolvableParameterError": _explain_nothing,
    "ParameterDuplicateError": _explain_repeated_parameters,
    "ExtraParametersError": _explain_extra_required,
}
TAG_RULES: Mapping[str, tuple[str, str]] = {
    "Duplicate tag name '(.*)'": ("duplicate-tag", 'tag "{0}" is listed twice: keep one of them'),
    "Tag '(.*)' references unknown parent tag '(.*)'": (
        "unknown-tag-parent",
        'the parent "{1}" of tag "{0}" is not among the tags: list it, or correct its name',
    ),
    "Circular tag hierarchy detected: (?=(.*?) -> )(.*)": (
        "circular-tags",
        "the parents of these tags go in a circle, {1}: let one of them have no parent",
    ),
}

"""Turns the findings of openapi-spec-validator into problems with a line, in the words of the author's file."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from apidocs.document import Document, Node, UnresolvableReferenceError
from apidocs.errors import Problem
from apidocs.validation.mismatches import Mismatch, shortened, shown
from apidocs.validation.spec_validator import Finding, Steps, deepest_node, find_spec_findings

_LONGEST_MESSAGE = 200
_NO_SCHEMA = "is not of type 'object', 'boolean'"
_QUOTED = re.compile(r"'(.*?)'")


def check_spec(document: Document) -> Iterator[Problem]:
    """Yield what the library finds, but for what our own checks say with a line and better words."""
    findings = list(find_spec_findings(document))
    explained = {finding.steps for finding in findings if finding.mismatch is not None}
    for finding in findings:
        if finding.mismatch is not None:
            yield from _explain_mismatch(document, finding.steps, finding.mismatch)
        elif finding.is_crash:
            yield from _explain_crash(document, finding, explained)
        else:
            yield from _explain_error(document, finding)


def _explain_mismatch(document: Document, steps: Steps, mismatch: Mismatch) -> Iterator[Problem]:
    node = deepest_node(document, steps)
    for name in mismatch.names:
        if (node.parent is not None and node.parent.key == "links") and name == "server":
            continue  # the published schema of 3.1 calls a link's server "body"
        yield document.problem(node, "openapi-structure", _say_unknown(document, node, name), key=name)
    if not mismatch.names:
        hint = ": add it" if mismatch.keyword == "required" else ""
        message = f"{_subject(node)} {mismatch.words}{hint}"
        yield document.problem(node, "openapi-structure", message)


def _say_unknown(document: Document, node: Node, name: str) -> str:
    home = node.key
    if home == "paths":
        return f'the path "{name}" does not begin with "/": write "/{name}"'
    if home == "responses" and node.location.pointer.startswith("/paths/"):
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


def _explain_crash(document: Document, finding: Finding, explained: Iterable[Steps]) -> Iterator[Problem]:
    """What made the library raise is mostly said already: a broken reference, or a part of a wrong type."""
    if _is_reference_failure(finding.error) or any(_is_related(finding.steps, steps) for steps in explained):
        return
    reason = shortened(f"{type(finding.error).__name__}: {finding.error}", _LONGEST_MESSAGE // 2)
    message = f"openapi-spec-validator failed here ({reason}), so it did not check this part: simplify it"
    yield document.problem(deepest_node(document, finding.steps), "validator-failed", message)


def _is_reference_failure(error: BaseException | None) -> bool:
    from referencing.exceptions import NoSuchResource, Unresolvable, Unretrievable  # noqa: PLC0415

    kinds = (Unresolvable, NoSuchResource, Unretrievable, UnresolvableReferenceError)
    return error is not None and (isinstance(error, kinds) or _is_reference_failure(error.__cause__))


def _is_related(crash: Steps, mismatch: Steps) -> bool:
    shared = min(len(crash), len(mismatch))
    same = all(str(left) == str(right) for left, right in zip(crash[:shared], mismatch[:shared], strict=True))
    return same and bool(mismatch)


def _explain_error(document: Document, finding: Finding) -> Iterator[Problem]:
    explain = _EXPLANATIONS.get(type(finding.error).__name__, _explain_other)
    yield from explain(document, finding)


def _explain_nothing(_document: Document, _finding: Finding) -> Iterator[Problem]:
    """Our own checks of operations find the same."""
    return iter(())


def _explain_repeated_parameters(document: Document, finding: Finding) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for written in deepest_node(document, finding.steps).elements():
        identity = _parameter_identity(written)
        if identity is not None and identity in seen:
            name, location = identity
            message = f'parameter "{name}" in {location} is declared twice here: keep one'
            yield document.problem(written, "duplicate-parameter", message)
        if identity is not None:
            seen.add(identity)


def _parameter_identity(written: Node) -> tuple[str, str] | None:
    try:
        parameter = written.resolve()
    except UnresolvableReferenceError:
        return None
    name, location = parameter.get("name"), parameter.get("in")
    return (str(name.value), str(location.value)) if name is not None and location is not None else None


def _explain_extra_required(document: Document, finding: Finding) -> Iterator[Problem]:
    names = ast.literal_eval(str(finding.error).partition("\n")[0].partition(": ")[2])
    listed = ", ".join(f'"{name}"' for name in sorted(names, key=str))
    message = f'"required" names {listed}, which neither this schema nor its allOf defines: define it, or remove it'
    schema = deepest_node(document, finding.steps)
    yield document.problem(_end(schema), "undefined-required-property", message, key="required")


def _end(node: Node) -> Node:
    try:
        target: Node = node.resolve()
    except UnresolvableReferenceError:
        return node
    return target


def _explain_other(document: Document, finding: Finding) -> Iterator[Problem]:
    """Findings about tags name the tag in quotes; what is not known here is said in the library's words."""
    text = getattr(finding.error, "message", str(finding.error))
    node = deepest_node(document, finding.steps)
    if text.endswith(_NO_SCHEMA):
        text = f"{_subject(node)} must be a schema, but is {shown(node.value)}"
    if "JSON Schema dialect" in text:
        text += ": its schema cannot be checked"
    for start, (rule, mend) in TAG_RULES.items():
        if start in text:
            yield document.problem(_tag(node, text), rule, f"{shortened(text, _LONGEST_MESSAGE)}: {mend}")
            return
    yield document.problem(node, "openapi-structure", shortened(text, _LONGEST_MESSAGE))


def _tag(tags: Node, text: str) -> Node:
    quoted = _QUOTED.search(text)
    name = quoted.group(1) if quoted else text.partition(": ")[2].partition(" -> ")[0]
    named = [tag for tag in tags.elements() if (found := tag.get("name")) is not None and found.value == name]
    return named[-1] if named else tags


_EXPLANATIONS: Mapping[str, Callable[[Document, Finding], Iterator[Problem]]] = {
    "DuplicateOperationIDError": _explain_nothing,
    "UnresolvableParameterError": _explain_nothing,
    "ParameterDuplicateError": _explain_repeated_parameters,
    "ExtraParametersError": _explain_extra_required,
}
TAG_RULES: Mapping[str, tuple[str, str]] = {
    "Duplicate tag name": ("duplicate-tag", "keep one of them"),
    "references unknown parent tag": ("unknown-tag-parent", "list the parent too, or correct its name"),
    "Circular tag hierarchy": ("circular-tags", "let one of them have no parent"),
}

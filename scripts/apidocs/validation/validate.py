"""Find all problems of a document."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from apidocs.document.document import Document
from apidocs.problems import Problem
from apidocs.validation.contents import check_contents
from apidocs.validation.discriminators import check_discriminators
from apidocs.validation.examples import check_examples
from apidocs.validation.expressions import check_expressions
from apidocs.validation.names import check_names
from apidocs.validation.operations import check_operations
from apidocs.validation.places import Places, check_references, find_places
from apidocs.validation.schema_rules import check_schemas
from apidocs.validation.siblings import check_siblings
from apidocs.validation.spec_problems import check_spec

_Check = Callable[[], Iterator[Problem]]


def validate(document: Document) -> tuple[Problem, ...]:
    """All problems of a document, each once: those of the root file first, then line by line.

    An error is a reference in use that leads nowhere or reaches nothing of its kind; all else is a warning.
    Raises nothing: a check that fails itself is a problem too.
    """
    return _sorted(document, _iter_checks(document))


def find_errors(document: Document) -> tuple[Problem, ...]:
    """Those problems of a document that give no right page, in a fraction of the time."""
    problems = _sorted(document, islice(_iter_checks(document), 1))
    return tuple(problem for problem in problems if problem.level == "error")


def _sorted(document: Document, checks: Iterable[tuple[str, _Check]]) -> tuple[Problem, ...]:
    found: dict[Problem, None] = {}
    for name, check in checks:
        found.update(dict.fromkeys(_in_one_line(problem) for problem in _run(document, name, check)))
    root = document.sources[""].name if "" in document.sources else ""
    return tuple(
        sorted(found, key=lambda each: (each.file != root, each.file, each.line, each.column, each.rule))
    )


def _iter_checks(document: Document) -> Iterator[tuple[str, _Check]]:
    """Yield the checks in their order: the places first, because they read the files that references name."""
    places: list[Places] = []

    def check_places() -> Iterator[Problem]:
        places.append(find_places(document))
        yield from check_references(document, places[0])

    yield "references", check_places
    if places:
        yield "operations", lambda: check_operations(document, places[0])
        yield "names", lambda: check_names(document, places[0])
        yield "references' siblings", lambda: check_siblings(document, places[0])
        yield "schemas", lambda: check_schemas(document, places[0])
        yield "discriminators", lambda: check_discriminators(document, places[0])
        yield "media types", lambda: check_contents(document, places[0])
        yield "expressions", lambda: check_expressions(document, places[0])
        yield "examples", lambda: check_examples(document, places[0])
    yield "openapi-spec-validator", lambda: check_spec(document, places[0] if places else None)


def _run(document: Document, name: str, check: _Check) -> list[Problem]:
    found: list[Problem] = []
    try:
        found.extend(check())
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of a Rust library is no Exception
        reason = f"{type(error).__name__}: {error}"[:100]
        message = f"the check of {name} failed here ({reason}) and is not complete: simplify the document"
        found.append(document.problem(document.root, "validator-failed", message))
    return found


def _in_one_line(problem: Problem) -> Problem:
    """Messages quote the document, whose texts may hold anything."""
    text = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in problem.message)
    return replace(problem, message=text)

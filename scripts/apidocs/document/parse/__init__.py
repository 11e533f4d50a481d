"""Parse JSON and YAML into plain values, or into findings that say what is wrong and where."""

from apidocs.document.parse.json_reader import parse_json
from apidocs.document.parse.malformed import Finding, MalformedError
from apidocs.document.parse.yaml_reader import parse_yaml
from apidocs.document.positions import Lines
from apidocs.problems import JsonValue, Problem, ProblemsError


def parse(text: str, name: str, *, is_json: bool | None = None) -> tuple[JsonValue, bool]:
    """Read the value of a text, and whether it was written as JSON.

    `is_json` is what the file's name says (None: nothing). A text that opens with a bracket is tried as JSON,
    and as YAML (whose flow style looks alike) after that.
    Raises ProblemsError with everything that is wrong, at its line and column of the file called `name`.
    """
    try:
        return _parse(text, is_json=is_json)
    except MalformedError as error:
        raise ProblemsError(_locate(text, name, error.findings)) from error


def _parse(text: str, *, is_json: bool | None) -> tuple[JsonValue, bool]:
    opening = text.lstrip()[:1] if text[:1].isspace() else text[:1]
    if opening == "<":
        raise MalformedError(Finding(text.index("<"), "html-page", _HTML_PAGE))
    if not opening:
        return None, bool(is_json)
    if is_json:
        return _parse_named_json(text, opening), True
    if opening not in {"{", "["}:
        return parse_yaml(text), False
    return _parse_bracketed(text, is_yaml=is_json is False)


def _parse_named_json(text: str, opening: str) -> JsonValue:
    try:
        return parse_json(text)
    except MalformedError as error:
        if opening in {"{", "["}:
            raise
        raise MalformedError(Finding(error.findings[0].offset, "not-json", _NAMED_JSON)) from error


def _parse_bracketed(text: str, *, is_yaml: bool) -> tuple[JsonValue, bool]:
    try:
        return parse_json(text), True
    except MalformedError as json_error:
        if json_error.findings[0].rule != "not-json":
            raise
        try:
            return parse_yaml(text), False
        except MalformedError as yaml_error:
            raise (yaml_error if is_yaml else json_error) from None


def _locate(text: str, name: str, findings: tuple[Finding, ...]) -> list[Problem]:
    lines = Lines(text)
    return [
        Problem(name, *lines.position(finding.offset), finding.rule, finding.message, "error")
        for finding in findings
    ]


_NAMED_JSON = "the file is named .json and holds no JSON: name a YAML file .yaml"
_HTML_PAGE = (
    "this is an HTML or XML page and no OpenAPI description: give the address of the JSON or YAML file "
    "itself, which is often called openapi.json or openapi.yaml"
)

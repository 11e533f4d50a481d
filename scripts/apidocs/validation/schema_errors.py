"""Errors of the JSON Schema library as mismatches: the exact place, and the reason in a few words."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

LONGEST_VALUE = 60
_LONGEST_LIST = 120
_LACKS = "lacks "
_Path = tuple[str, ...]


@dataclass(frozen=True)
class Mismatch:
    """One value that does not do what its schema asks.

    `path` leads to the value, as steps from the value that was checked; `words` say what is wrong and read on
    after its name ("must be an integer, but is ..."); `names` are the members that may not be there.
    """

    path: _Path
    keyword: str
    words: str
    names: tuple[str, ...] = ()


def find_mismatches(errors: Iterable["ValidationError"]) -> tuple[Mismatch, ...]:
    """Return the deepest useful reason of each error, each said once.

    Of alternatives (oneOf, anyOf) the one that the value comes nearest to speaks for all.
    """
    found = _merge_required([mismatch for error in errors for mismatch in _iter_leaves(error)])
    return tuple(dict.fromkeys(each for each in found if not _is_consequence(each, found)))


def _merge_required(found: list[Mismatch]) -> list[Mismatch]:
    """All that one object lacks, said at once."""
    lacking: dict[_Path, list[str]] = {}
    for each in found:
        if each.keyword == "required":
            lacking.setdefault(each.path, []).append(each.words.removeprefix(_LACKS))
    merged = {path: _LACKS + _listed(dict.fromkeys(names)) for path, names in lacking.items()}
    return [replace(each, words=merged[each.path]) if each.keyword == "required" else each for each in found]


def _is_consequence(mismatch: Mismatch, found: Iterable[Mismatch]) -> bool:
    """Of a wrong type follows all else; a member that fails its own schema counts as unevaluated as well."""
    if mismatch.keyword not in ("type", "unevaluatedProperties"):
        return any(each.keyword == "type" and each.path == mismatch.path for each in found)
    if mismatch.keyword == "type":
        return False
    below = {each.path[: len(mismatch.path) + 1] for each in found if len(each.path) > len(mismatch.path)}
    return any((*mismatch.path, name) in below for name in mismatch.names)


def _iter_leaves(error: "ValidationError") -> Iterator[Mismatch]:
    branches: list[list[ValidationError]] | None = getattr(error.kind, "context", None)
    if branches is None or (error.kind.name == "oneOf" and not all(branches)):
        yield _leaf(error)
        return
    likely = [branch for branch in branches if not _is_missing_reference(branch)] or branches
    together = _merged_options(likely)
    if together is not None:
        yield together
        return
    depth = len(error.instance_path)
    nearest = min(likely, key=lambda branch: _distance(branch, depth))
    if len(likely) > 1 and _distance(nearest, depth)[0]:
        yield _leaf(error)
        return
    for inner in nearest:
        yield from _iter_leaves(inner)


def _is_missing_reference(branch: "list[ValidationError]") -> bool:
    """Tell whether an alternative is a Reference Object, which the author did not mean to write."""
    return any(
        error.kind.name == "required" and error.kind.as_dict()["property"] == "$ref" for error in branch
    )


def _merged_options(branches: "list[list[ValidationError]]") -> Mismatch | None:
    """Alternatives that are told apart by one fixed value: say all its values, not those of one branch."""
    fixed = [{_path(error): error for error in branch if _options(error)} for branch in branches]
    shared = set(fixed[0]).intersection(*fixed[1:])
    if len(branches) == 1 or not shared:
        return None
    path = min(shared)
    errors = [each[path] for each in fixed]
    options = {shown(option): None for error in errors for option in _options(error)}
    return Mismatch(path, "enum", f"must be one of {_listed(options)}, but is {shown(errors[0].instance)}")


def _options(error: "ValidationError") -> list[Any]:
    details = error.kind.as_dict()
    return [details["expected_value"]] if error.kind.name == "const" else list(details.get("options", ()))


def _distance(branch: "list[ValidationError]", depth: int) -> tuple[bool, int, int, int]:
    """How far a value, `depth` steps down, is from an alternative: another type is farthest, then a const."""
    is_other_type = any(error.kind.name == "type" and len(error.instance_path) == depth for error in branch)
    fixed = sum(bool(_options(error)) for error in branch)
    deepest = max((len(error.instance_path) for error in branch), default=0)
    return (is_other_type, fixed, -deepest, len(branch))


def _leaf(error: "ValidationError") -> Mismatch:
    keyword = error.kind.name
    say: _Say = _WORDS.get(keyword, _say_library_words)
    words = say(error.kind.as_dict(), error.instance)
    names: tuple[str, ...] = ()
    if keyword in ("additionalProperties", "unevaluatedProperties"):
        names = tuple(str(name) for name in error.kind.as_dict()["unexpected"])
    if say is _say_library_words:
        words = shortened(error.message, 3 * LONGEST_VALUE)
    return Mismatch(_path(error), keyword, words, names)


def _path(error: "ValidationError") -> _Path:
    return tuple(str(step) for step in error.instance_path)


_Say = Callable[[Mapping[str, Any], Any], str]


def _say_library_words(_details: Mapping[str, Any], _value: object) -> str:
    return ""


def _say_type(details: Mapping[str, Any], value: object) -> str:
    types = sorted(details["types"], key=lambda each: (each == "null", each))
    quoted = isinstance(value, str) and value.lstrip().startswith(("{", "["))
    hint = " (a text: write it without the quotes)" if quoted and {"object", "array"} & set(types) else ""
    return f"must be {' or '.join(_with_article(each) for each in types)}, but is {shown(value)}{hint}"


def _say_required(details: Mapping[str, Any], _value: object) -> str:
    return f'{_LACKS}"{details["property"]}"'


def _say_unexpected(details: Mapping[str, Any], _value: object) -> str:
    return f"may not have {_listed(json.dumps(each, ensure_ascii=False) for each in details['unexpected'])}"


def _say_enum(details: Mapping[str, Any], value: object) -> str:
    return f"must be one of {_listed(shown(each) for each in details['options'])}, but is {shown(value)}"


def _limit(words: str, ending: str = "") -> _Say:
    def say(details: Mapping[str, Any], value: object) -> str:
        limit = details.get("limit", details.get("multiple_of"))
        return f"must {words} {limit}{ending}, but {_measured(value, ending)}"

    return say


def _measured(value: object, ending: str) -> str:
    return f"has {len(value)}" if ending and isinstance(value, (str, list, dict)) else f"is {shown(value)}"


# What other dialects of regular expressions have and JavaScript's has not, and what to write instead.
_FOREIGN: Final = (
    (r"\(\?[a-zA-Z]+\)|\(\?[a-zA-Z]+:", "it has no flags inside a pattern: write [aA] for (?i)a"),
    (r"\(\?P<", "a named group is (?<name>...)"),
    (r"\\[AzZ]", "the start and end are ^ and $"),
    (r"\(\?>|[*+?}]\+", "it has no atomic groups and possessive quantifiers: leave out ?> or the second +"),
    (r"\[\[:", "it has no classes such as [:alpha:]: write a-zA-Z"),
    (r"\\[pP][A-Za-z]", "a property stands in braces: \\p{L}"),
    (r"\(\?#", "it has no comments: remove them"),
    (r"\\[hHRKQE]", "it has no such escape: write the characters that it stands for"),
)


def _say_format(details: Mapping[str, Any], value: object) -> str:
    if details["format"] != "regex":
        return f"must have the format {details['format']}, but is {shown(value)}"
    hints = (hint for found, hint in _FOREIGN if re.search(found, str(value)))
    reason = next(hints, None) or _reason(str(value))
    return f"is {shown(value)}, no regular expression of JavaScript (ECMA-262): {reason}"


def _reason(pattern: str) -> str:
    """Return what is wrong with a pattern of any dialect."""
    try:
        re.compile(pattern)
    except re.error as error:
        return f"{error.msg}, at character {(error.pos or 0) + 1}; correct it there"
    except (OverflowError, RecursionError):
        return "it repeats too often, or nests too deep: make it simpler"
    return "look at its brackets, escapes and quantifiers"


_WORDS: Mapping[str, _Say] = {
    "type": _say_type,
    "required": _say_required,
    "enum": _say_enum,
    "additionalProperties": _say_unexpected,
    "unevaluatedProperties": _say_unexpected,
    "const": lambda details, value: f"must be {shown(details['expected_value'])}, but is {shown(value)}",
    "pattern": lambda details, value: (
        f"must match the pattern {shortened(details['pattern'])}, but is {shown(value)}"
    ),
    "format": _say_format,
    "minimum": _limit("be at least"),
    "maximum": _limit("be at most"),
    "exclusiveMinimum": _limit("be more than"),
    "exclusiveMaximum": _limit("be less than"),
    "multipleOf": _limit("be a multiple of"),
    "minLength": _limit("have at least", " characters"),
    "maxLength": _limit("have at most", " characters"),
    "minItems": _limit("have at least", " entries"),
    "maxItems": _limit("have at most", " entries"),
    "minProperties": _limit("have at least", " properties"),
    "maxProperties": _limit("have at most", " properties"),
    "uniqueItems": lambda _details, _value: "has an entry twice",
    "not": lambda _details, _value: 'matches what "not" forbids',
    "falseSchema": lambda _details, _value: "may not be here at all",
    "anyOf": lambda details, value: f"is {shown(value)}, which {_say_alternatives(details)} of anyOf",
    "oneOf": lambda details, value: f"is {shown(value)}, which {_say_alternatives(details)} of oneOf",
}


def _say_alternatives(details: Mapping[str, Any]) -> str:
    branches = details.get("context", ())
    fitting = [str(number) for number, branch in enumerate(branches, 1) if not branch]
    if len(fitting) > 1:
        return f"matches more than one ({_listed(fitting)}) of the alternatives"
    return f"matches none of the {len(branches)} alternatives"


def _with_article(type_name: str) -> str:
    if type_name == "null":
        return type_name
    return f"an {type_name}" if type_name[0] in "aio" else f"a {type_name}"


def _listed(names: Iterable[str]) -> str:
    listed = list(names)
    kept = 1
    while kept < len(listed) and len(", ".join(listed[: kept + 1])) <= _LONGEST_LIST:
        kept += 1
    more = f" or {len(listed) - kept} more" if kept < len(listed) else ""
    return ", ".join(listed[:kept]) + more


def shown(value: object) -> str:
    """Write a value as a message shows it: short, and in JSON unless it is a whole object or array."""
    if isinstance(value, (dict, list)) and value:
        return "an object" if isinstance(value, dict) else "an array"
    return shortened(json.dumps(value, ensure_ascii=False, default=str))


def shortened(text: str, longest: int = LONGEST_VALUE) -> str:
    """Put the text on one line, with its end left out when it is longer than a reader needs."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 3] + "..."

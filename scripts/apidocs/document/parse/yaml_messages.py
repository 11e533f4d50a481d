"""Explain errors of the YAML library in the words of an author's file."""

import re

import yaml

from apidocs.document.parse.malformed import Finding

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What YAML 1.2 section 5.1 (`c-printable`) leaves out."""

_HINTS = {
    "mapping values are not allowed": "a `: ` stands where no value can begin: put a text that "
    "holds `: ` in quotes, or look at the indentation",
    "could not find expected ':'": "a key without `:` and value: add them, or look for a quote that is "
    "never closed",
    "did not find expected key": "a key is expected here: look at the indentation, quotes and brackets of "
    "this line and the lines above",
    "did not find expected '-' indicator": "a `- ` is expected here: look at the indentation of this line",
    "did not find expected ',' or": "a `,` or a closing bracket is missing before this",
    "did not find expected node content": "a value is expected here: put a text that begins with a "
    "special character in quotes",
    "found character that cannot start any token": "no value can begin with this character: put the "
    "text in quotes",
    "found unexpected end of stream": "the quote that opens here is never closed",
    "found unknown escape character": "a backslash in double quotes begins an escape that YAML does not "
    "have: use single quotes, or write \\\\",
    "found invalid Unicode": "a \\u escape gives half a character: write the character itself",
    "block sequence entries are not allowed": "a list cannot begin behind a key: put its `- ` on a line "
    "of its own",
    "did not find expected comment": "the text begins on the next line: put nothing behind `|` or `>` here",
    "did not find expected alphabetic": "a text that begins with `*` or `&` needs quotes",
    "found undefined tag handle": "a text that begins with `!` needs quotes",
    "did not find expected <document start>": "the document ends before this: look at the indentation",
}
"""What libyaml says, by its beginning, in the words of the file."""

_ANY_HINT = ": look at the indentation, quotes and brackets of this line"


def explain_yaml_error(error: yaml.YAMLError, text: str) -> Finding:
    """Return the finding for an error of the scanner, parser or reader."""
    if control := _CONTROL.search(text):
        return _explain_control(control.start(), control.group())
    offset = _find_offset(error, text)
    if text[offset : offset + 1] == "\t" or _is_tab_indented(text, offset):
        return _explain_tab(text, offset)
    problem = str(getattr(error, "problem", None) or "it cannot be read")
    hint = next((hint for start, hint in _HINTS.items() if problem.startswith(start)), None)
    return Finding(offset, "not-yaml", f"this is not YAML: {hint or problem + _ANY_HINT}")


def _find_offset(error: yaml.YAMLError, text: str) -> int:
    """Return where the problem is seen; for an open quote that is where it opens, not the end of the file."""
    is_open = str(getattr(error, "problem", "")).startswith("found unexpected end")
    mark = getattr(error, "context_mark" if is_open else "problem_mark", None)
    return min(mark.index, max(len(text) - 1, 0)) if mark else 0


def _explain_control(offset: int, character: str) -> Finding:
    """Return the finding for a character no text file should hold."""
    return Finding(
        offset,
        "control-character",
        f"the character U+{ord(character):04X} is no text: remove it (a file full of them is no text file, "
        "or UTF-16 without its byte order mark; save it as UTF-8)",
    )


def _line_before(text: str, offset: int) -> str:
    return text[text.rfind("\n", 0, offset) + 1 : offset]


def _is_tab_indented(text: str, offset: int) -> bool:
    before = _line_before(text, offset)
    return "\t" in before[: len(before) - len(before.lstrip())]


def _explain_tab(text: str, offset: int) -> Finding:
    start = text.rfind("\n", 0, offset) + 1
    return Finding(
        text.index("\t", start),
        "yaml-tab",
        "a tab in the indentation: YAML wants spaces, replace each tab by two of them",
    )

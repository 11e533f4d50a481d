"""Parse the curl commands of a shell script as HTTP requests."""

import io
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import parse_qsl, urlsplit

_VARIABLE = re.compile(r"\$\{(\w+)[^}]*\}|\$(\w+)")
_ASSIGNMENT = re.compile(r"^(\w+)=(.*)$", re.DOTALL)
_REDIRECTION = re.compile(r"^\d*[<>]+(.*)$", re.DOTALL)
_COMMENT = re.compile(r"(?m)^[ \t]*#.*$")
_SEPARATORS = ";|&()\n"
_SHELL_WORDS = frozenset({"if", "then", "elif", "else", "while", "until", "do", "!", "{", "exec", "command"})
_SHORT_OPTIONS = MappingProxyType(
    {
        "X": "request",
        "H": "header",
        "d": "data",
        "G": "get",
        "I": "head",
        "o": "output",
        "w": "write-out",
        "m": "max-time",
        "u": "user",
        "K": "config",
    },
)
_DATA_OPTIONS = frozenset({"data", "data-raw", "data-binary", "data-urlencode"})
_VALUE_OPTIONS = _DATA_OPTIONS | {
    "request",
    "header",
    "url",
    "output",
    "write-out",
    "max-time",
    "user",
    "config",
    "connect-timeout",
    "noproxy",
    "retry",
}


@dataclass(frozen=True)
class CurlRequest:
    """What one curl command sends; shell variables without a known value stay as `$name`."""

    method: str
    server: str  # scheme, host and port
    path: str
    query_names: tuple[str, ...]
    header_names: tuple[str, ...]
    request_body: str | None
    line: int


def iter_requests(script: str, variables: Mapping[str, str], first_line: int = 1) -> Iterator[CurlRequest]:
    """Yield the request of every curl command that names a URL, in script order.

    `variables` are those set before the script runs; `first_line` is the script's place in its file.
    Reads pipes, lists, functions, `$(...)` outside double quotes, and the script's own assignments.
    Raises ValueError when a quotation is not closed.
    """
    known = dict(variables)
    for line, words in _iter_commands(script):
        command = _without_shell_words(words, known)
        if command and command[0] == "curl":
            request = _read_curl([_expand(word, known) for word in command[1:]], first_line + line)
            if request is not None:
                yield request


def _iter_commands(script: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each simple command of a script as its 0-based line and its words."""
    # Replacements keep every position, so a position still tells the line.
    flat = _COMMENT.sub(lambda comment: " " * len(comment[0]), script).replace("\\\n", "  ")
    stream = io.StringIO(flat)
    lexer = shlex.shlex(stream, posix=True, punctuation_chars=_SEPARATORS)
    lexer.whitespace, lexer.commenters, lexer.whitespace_split = " \t\r", "", True
    line, words = 0, list[str]()
    for word in iter(lexer.get_token, None):
        if word and not word.strip(_SEPARATORS):
            yield line, words
            words = []
        else:
            line = line if words else script.count("\n", 0, max(stream.tell() - len(word) - 1, 0))
            words.append(word)
    yield line, words


def _without_shell_words(words: list[str], known: dict[str, str]) -> list[str]:
    """Drop keywords and assignments before the command's name; remember what is assigned."""
    for position, word in enumerate(words):
        assignment = _ASSIGNMENT.match(word)
        if assignment and assignment[2] != "$":  # a lone "$" is the start of $(...)
            known[assignment[1]] = _expand(assignment[2], known)
        if not assignment and word not in _SHELL_WORDS and word != "export":
            return words[position:]
    return []


def _expand(word: str, known: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        name = match[1] or match[2]
        return known.get(name, f"${name}")

    return _VARIABLE.sub(value, word)


def _read_curl(arguments: list[str], line: int) -> CurlRequest | None:
    """Return the request, or None without a URL that can be read (a wrapper such as `curl "$@"`)."""
    options = list(_iter_options(_without_redirections(arguments)))
    urls = [value for option, value in options if option == "url" and "://" in value]
    if not urls:
        return None
    try:
        url = urlsplit(urls[0])
    except ValueError:
        return None
    sent = [value for option, value in options if option in _DATA_OPTIONS]
    in_query = any(option == "get" for option, _ in options)
    query = "&".join([url.query, *sent]) if in_query else url.query
    methods = [value for option, value in options if option == "request"]
    return CurlRequest(
        method=methods[-1] if methods else "POST" if sent and not in_query else "GET",
        server=f"{url.scheme}://{url.netloc}",
        path=url.path,
        query_names=tuple(name for name, _ in parse_qsl(query, keep_blank_values=True)),
        header_names=tuple(value.partition(":")[0] for option, value in options if option == "header"),
        request_body="&".join(sent) if sent and not in_query else None,
        line=line,
    )


def _iter_options(arguments: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (long option name, value); an option without a value has "", a plain argument is a "url"."""
    rest = iter(arguments)
    for argument in rest:
        if argument.startswith("--"):
            name = argument[2:]
            yield name, next(rest, "") if name in _VALUE_OPTIONS else ""
        elif argument.startswith("-") and len(argument) > 1:
            yield from _iter_short_options(argument[1:], rest)
        else:
            yield "url", argument


def _iter_short_options(letters: str, rest: Iterator[str]) -> Iterator[tuple[str, str]]:
    for position, letter in enumerate(letters, 1):
        name = _SHORT_OPTIONS.get(letter, letter)
        if name in _VALUE_OPTIONS:
            yield name, letters[position:] or next(rest, "")
            return
        yield name, ""


def _without_redirections(arguments: list[str]) -> Iterator[str]:
    rest = iter(arguments)
    for argument in rest:
        redirection = _REDIRECTION.match(argument)
        if redirection is None:
            yield argument
        elif not redirection[1]:
            next(rest, None)  # the file name stands apart: `> name`

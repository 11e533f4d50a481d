"""Parse YAML into JSON values, by the scalars of JSON."""

from typing import NamedTuple, NoReturn, Protocol

import yaml

from apidocs.document.parse import malformed
from apidocs.document.parse.malformed import (
    MAX_DEPTH,
    Event,
    Finding,
    MalformedError,
    explain_depth,
    explain_duplicate_key,
)
from apidocs.document.parse.scalars import explain_tag, resolve_scalar
from apidocs.document.parse.yaml_messages import explain_yaml_error
from apidocs.document.yaml_events import iter_parsers
from apidocs.problems import JsonValue

_CONTAINER_TAGS = {None, "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}


def parse_yaml(text: str) -> JsonValue:
    """Read the value of a YAML text with one document in it; None without any.

    Raises MalformedError with all that is wrong. Aliases give one shared object.
    """
    parsers = iter_parsers(text)
    try:
        return _read(next(parsers), text)
    except MalformedError:
        if (other := next(parsers, None)) is None:
            raise
    return _read(other, text)


def _read(parser: "_Parser", text: str) -> JsonValue:
    builder = _Builder()
    try:
        builder.read(parser)
    except yaml.YAMLError as error:
        raise MalformedError(*builder.findings, explain_yaml_error(error, text)) from error
    except MalformedError as error:
        raise MalformedError(*builder.findings, *error.findings) from error
    if builder.findings:
        raise MalformedError(*builder.findings)
    return builder.value


class _Parser(Protocol):
    def get_event(self) -> Event: ...


class _Frame:
    """A mapping or list that is being filled."""

    __slots__ = ("anchor", "container", "height", "is_merge", "key", "lines", "merges", "start")

    def __init__(
        self, container: dict[str, JsonValue] | list[JsonValue], anchor: str | None, start: int
    ) -> None:
        self.container = container
        self.anchor = anchor
        self.start = start  # how many values were counted before it
        self.height = 1  # levels, its own included
        self.key: str | None = None  # the key whose value comes next
        self.is_merge = False  # whether that key is `<<`
        self.merges: list[tuple[JsonValue, Event]] = []  # what `<<` brings in, and where that stands
        self.lines: dict[str, int] = {}  # where each key stands


class _Anchored(NamedTuple):
    """What an alias stands for: a value, how it was written as a scalar, its values and levels."""

    value: JsonValue
    text: str | None
    size: int
    height: int


class _Builder:
    """Builds one value from parser events, without recursion."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._root: list[JsonValue] = []
        self._top = _Frame(self._root, None, 0)
        self._open: list[_Frame] = []  # the frames around the top one
        self._anchored: dict[str, _Anchored] = {}
        self._count = 0
        self._documents = 0

    @property
    def value(self) -> JsonValue:
        return self._root[0] if self._root else None

    def read(self, parser: _Parser) -> None:
        add = {
            yaml.ScalarEvent: self._add_scalar,
            yaml.MappingStartEvent: self._open_mapping,
            yaml.SequenceStartEvent: self._open_list,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._add_alias,
            yaml.DocumentStartEvent: self._start_document,
        }
        while event := parser.get_event():
            if (step := add.get(type(event))) is not None:
                step(event)

    def _start_document(self, event: Event) -> None:
        self._documents += 1
        if self._documents > 1:
            _stop(event, "several-documents", _SEVERAL_DOCUMENTS)

    def _add_scalar(self, event: Event) -> None:
        self._count += 1
        top = self._top
        if top.key is None and type(top.container) is dict:
            if event.tag is not None:
                resolve_scalar(event)  # a key is its text, whatever its tag; only a foreign tag is refused
            self._set_key(event, event.value, is_merge=event.value == "<<" and event.implicit[0])
        else:
            self._add(resolve_scalar(event), event)
        if event.anchor is not None:
            self._anchored[event.anchor] = _Anchored(resolve_scalar(event), event.value, 1, 0)

    def _set_key(self, event: Event, key: str, *, is_merge: bool = False) -> None:
        top = self._top
        if key in top.lines and not is_merge:
            self.findings.append(explain_duplicate_key(event.start_mark.index, key, top.lines[key]))
        top.lines.setdefault(key, event.start_mark.line + 1)
        top.key = key
        top.is_merge = is_merge

    def _add(self, value: JsonValue, event: Event) -> None:
        top = self._top
        if isinstance(top.container, list):
            top.container.append(value)
            return
        if top.key is None:
            _stop(event, "yaml-key", _NO_SCALAR_KEY)
        elif top.is_merge:
            top.merges.append((value, event))
        else:
            top.container[top.key] = value
        top.key = None

    def _open_mapping(self, event: Event) -> None:
        self._open_frame({}, event)

    def _open_list(self, event: Event) -> None:
        self._open_frame([], event)

    def _open_frame(self, container: dict[str, JsonValue] | list[JsonValue], event: Event) -> None:
        if event.tag not in _CONTAINER_TAGS:
            raise MalformedError(explain_tag(event))
        self._add(container, event)
        self._open.append(self._top)
        self._top = _Frame(container, event.anchor, self._count)
        self._count += 1
        self._check_depth(event, 0)

    def _close(self, _: Event) -> None:
        frame = self._top
        if isinstance(frame.container, dict) and frame.merges:
            _merge(frame.container, frame.merges)
        self._top = parent = self._open.pop()
        parent.height = max(parent.height, frame.height + 1)
        if frame.anchor is not None:
            size = self._count - frame.start
            self._anchored[frame.anchor] = _Anchored(frame.container, None, size, frame.height)

    def _add_alias(self, event: Event) -> None:
        anchored = self._find_anchored(event)
        if self._top.key is None and isinstance(self._top.container, dict) and anchored.text is not None:
            self._set_key(event, anchored.text)
            return
        self._count += anchored.size
        if self._count > malformed.MAX_VALUES:
            _stop(event, "alias-bomb", _ALIAS_BOMB.format(limit=malformed.MAX_VALUES))
        self._check_depth(event, anchored.height)
        self._top.height = max(self._top.height, anchored.height + 1)
        self._add(anchored.value, event)

    def _find_anchored(self, event: Event) -> _Anchored:
        name = event.anchor
        if any(frame.anchor == name for frame in (*self._open, self._top)):
            _stop(event, "recursive-alias", _RECURSIVE_ALIAS.format(name=name))
        if name not in self._anchored:
            _stop(event, "unknown-alias", _UNKNOWN_ALIAS.format(name=name))
        return self._anchored[name]

    def _check_depth(self, event: Event, height: int) -> None:
        if len(self._open) + height > MAX_DEPTH:
            raise MalformedError(explain_depth(event.start_mark.index))


def _merge(container: dict[str, JsonValue], merges: list[tuple[JsonValue, Event]]) -> None:
    """Put what `<<` brings in before a mapping's own keys, which win (YAML 1.1, type `merge`)."""
    merged: dict[str, JsonValue] = {}
    for value, event in merges:
        for mapping in value if isinstance(value, list) else [value]:
            if not isinstance(mapping, dict):
                _stop(event, "yaml-merge", _NO_MERGE)
            for key, member in mapping.items():
                merged.setdefault(key, member)
    merged.update(container)
    container.clear()
    container.update(merged)


def _stop(event: Event, rule: str, message: str) -> NoReturn:
    raise MalformedError(Finding(event.start_mark.index, rule, message))


_SEVERAL_DOCUMENTS = "a second YAML document begins here: keep one in each file, without a `---` between"
_NO_SCALAR_KEY = "a mapping or list cannot be a key: put a text such as `{{name}}` in quotes"
_NO_MERGE = "`<<` takes in the keys of a mapping, or of a list of mappings: name one, as in `<<: *common`"
_UNKNOWN_ALIAS = "no anchor `&{name}` comes before the alias `*{name}`: add it, or put the text in quotes"
_RECURSIVE_ALIAS = (
    "the alias `*{name}` stands inside its own anchor `&{name}`: write a `$ref` for a recursive schema"
)
_ALIAS_BOMB = (
    "the aliases of this file, written out, make more than {limit:,} values: write the shared parts "
    "once under "
    "`components` and point to them with `$ref`"
)

"""The events of a YAML text, also of one with pasted JSON whose escapes halve a character."""

import re
from collections.abc import Iterator
from typing import Any, Final, cast

import yaml

_Loader: Final[type] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# A character beyond U+FFFF as JSON escapes it (RFC 8259, section 7), which libyaml refuses.
_HALVES: Final = re.compile(r"\\u[dD][89a-bA-B][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")


class _WholeCharacters(yaml.BaseLoader):
    """The parser in Python, which takes halves of characters; here they are joined."""

    def get_event(self) -> Any:  # noqa: ANN401 - the types of the parsers have no common class
        event: Any = super().get_event()  # type: ignore[no-untyped-call] # of the library
        if isinstance(event, yaml.ScalarEvent):
            try:
                event.value = event.value.encode("utf-16", "surrogatepass").decode("utf-16")
            except UnicodeDecodeError as error:
                problem, mark = "found invalid Unicode: half a character", cast("yaml.Mark", event.start_mark)
                raise yaml.scanner.ScannerError(None, None, problem, mark) from error
        return event


def iter_parsers(text: str) -> Iterator[Any]:
    """Yield the parsers to try in turn: the fast one, and one that takes what JSON may hold."""
    yield _Loader(text)
    if _HALVES.search(text):
        yield _WholeCharacters(text)

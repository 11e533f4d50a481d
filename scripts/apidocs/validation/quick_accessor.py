"""A faster accessor for openapi-spec-validator, which resolves each step from the one before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import unquote

from jsonschema_path.accessors import SchemaAccessor

# How many paths are remembered; the library's walk seldom comes back to one.
MOST: Final = 100_000


class QuickAccessor(SchemaAccessor):
    """Reads as the library does, which resolves each step with a registry; only a new `$ref` needs that.

    What lies behind a reference into another file, or below another `$id`, is left to the library.
    """

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - the library's own
        super().__init__(*args, **options)
        self._known: dict[tuple[Any, ...], tuple[Any, bool]] = {}
        self._targets: dict[str, tuple[Any, bool]] = {}

    def __getitem__(self, parts: Sequence[Any]) -> Any:  # noqa: ANN401 - any JSON value
        """Return the part, references followed. Raises KeyError, and what the library raises."""
        key = tuple(parts)
        known = self._known
        if key in known:
            return known[key][0]
        if len(known) > MOST:
            known.clear()
        count = len(key)
        while count and key[:count] not in known:
            count -= 1
        found = known[key[:count]] if count else self._resolved((), self.node)
        for place in range(count, len(key)):
            found = self._below(found, key[: place + 1])
            known[key[: place + 1]] = found
        return found[0]

    def _below(self, above: tuple[Any, bool], key: tuple[Any, ...]) -> tuple[Any, bool]:
        node, is_here = above
        if not is_here:
            return self.get_resolved(key).contents, False
        try:
            child = node[key[-1]]
        except (KeyError, IndexError, TypeError) as error:
            raise KeyError(key[-1]) from error
        return self._resolved(key, child)

    def _resolved(self, key: tuple[Any, ...], node: Any) -> tuple[Any, bool]:  # noqa: ANN401 - any JSON value
        """Follow the node's reference; say whether what it leads to is in the description's own file."""
        reference = node.get("$ref") if isinstance(node, dict) else None
        if not isinstance(reference, str):
            return node, True
        passed: dict[
            str, tuple[Any, ...]
        ] = {}  # with where each stands: the library would follow all for each
        while reference not in self._targets and reference not in passed:
            passed[reference] = key
            key, node = self._written_at(reference)
            following = node.get("$ref") if isinstance(node, dict) else None
            reference = following if isinstance(following, str) else reference
        if reference not in self._targets:
            resolved = self.get_resolved(passed[reference])
            is_here = resolved.resolver._base_uri == self.base_uri  # noqa: SLF001 - as `base_uri` itself reads it
            self._targets[reference] = (resolved.contents, is_here)
        self._targets |= dict.fromkeys(passed, self._targets[reference])
        return self._targets[reference]

    def _written_at(self, reference: str) -> tuple[tuple[Any, ...], Any]:
        """Find what stands in the description at a pointer; nothing where that is for the library to say."""
        node: Any = self.node
        parts: list[str] = []
        if not reference.startswith("#/"):
            return (), None
        for step in unquote(reference[2:]).split("/"):
            is_plain = isinstance(node, dict) and (not parts or node.keys().isdisjoint(("$ref", "$id")))
            parts.append(step.replace("~1", "/").replace("~0", "~"))
            if not is_plain or parts[-1] not in node:
                return (), None
            node = node[parts[-1]]
        return tuple(parts), node

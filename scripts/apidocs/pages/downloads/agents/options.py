"""What a project chooses for its agents, in `extra.agents` of mkdocs.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Mode:
    """Where a client asks which mode is in effect: an operation, and the path of the value in its answer."""

    operation: str
    value: str


@dataclass(frozen=True)
class AgentOptions:
    """The operations that are tools of their own, the mode, and the guide section with rules for agents.

    `rules` is the `src_uri` of a guide and, after a `#`, the heading of one of its sections.
    """

    tools: tuple[str, ...] = ()
    mode: Mode | None = None
    rules: str | None = None

    @classmethod
    def from_config(cls, extra: Mapping[str, Any]) -> AgentOptions:
        """Read the options; what is not there is not chosen."""
        written = extra.get("agents", {})
        mode = written.get("mode")
        return cls(
            tuple(written.get("tools", ())),
            None if mode is None else Mode(mode["operation"], mode["value"]),
            written.get("rules"),
        )

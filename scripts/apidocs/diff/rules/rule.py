"""Every kind of change, as rules.yaml has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from apidocs.diff.rules.level import LEVELS, Level
from apidocs.model.direction import Direction

FILE: Final = Path(__file__).with_name("rules.yaml")
# The first word of an id that tells the direction: what a client sends, or what it gets.
DIRECTIONS: Final[Mapping[str, Direction]] = {
    "request": "request",
    "expected": "request",
    "response": "response",
    "sent": "response",
}
# Why nobody is hurt, where a rule does not say it.
UNHURT: Final[Mapping[Direction | None, str]] = {
    "request": "Nobody: requests that were right before are still right.",
    "response": "Nobody: what comes is what could come before.",
    None: "Nobody: calls that were right before are still right.",
}


@dataclass(frozen=True)
class Rule:
    """One kind of change; `says`, `advice` and `harm` have places for {subject}, {base} and {revision}.

    A change is breaking when a client that kept to the base can fail, risky when the description cannot tell,
    and safe otherwise: requests may only get looser, responses only tighter.
    """

    id: str
    level: Level
    direction: Direction | None
    says: str
    advice: str
    harm: str


def _read_rules(text: str) -> dict[str, Rule]:
    written: dict[str, dict[str, str]] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
    return {id_: _rule(id_, entry) for id_, entry in written.items()}


def _rule(id_: str, entry: Mapping[str, str]) -> Rule:
    level = next(level for level in LEVELS if level in entry)
    direction = DIRECTIONS.get(id_.partition("-")[0])
    return Rule(
        id=id_,
        level=level,
        direction=direction,
        says=entry[level],
        advice=entry.get("advice", ""),
        harm=entry.get("harm", UNHURT[direction]),
    )


RULES: Final[Mapping[str, Rule]] = _read_rules(FILE.read_text(encoding="utf-8"))

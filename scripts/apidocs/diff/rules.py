"""Every kind of change: its stable id, its level, its direction and its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from apidocs.diff.operation_rules import OPERATION_RULES
from apidocs.diff.structure_rules import STRUCTURE_RULES
from apidocs.diff.value_rules import VALUE_RULES
from apidocs.direction import Direction

Level = Literal["breaking", "risky", "safe"]

# Most important first.
LEVELS: Final[tuple[Level, ...]] = ("breaking", "risky", "safe")


@dataclass(frozen=True)
class Rule:
    """One kind of change; `says` and `advice` have places for {subject}, {base} and {revision}.

    A change is breaking when a client that kept to the base can fail, risky when the description cannot tell,
    and safe otherwise: requests may only get looser, responses only tighter.
    """

    id: str
    level: Level
    direction: Direction | None
    says: str
    advice: str


def _iter_rules() -> Mapping[str, Rule]:
    rules: dict[str, Rule] = {}
    for id_, (level, says, advice) in OPERATION_RULES.items():
        rules[id_] = Rule(id_, level, _direction(id_), says, advice)
    for aspect, directions in {**VALUE_RULES, **STRUCTURE_RULES}.items():
        for direction, (level, says, advice) in directions.items():
            id_ = f"{direction}-{aspect}"
            rules[id_] = Rule(id_, level, direction, says, advice)
    return rules


def _direction(id_: str) -> Direction | None:
    first = id_.partition("-")[0]
    return "request" if first == "request" else "response" if first == "response" else None


RULES: Final = _iter_rules()

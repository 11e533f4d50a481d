"""Every kind of change: its stable id, its level, its direction and its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from apidocs.diff.rules.operation_rules import OPERATION_RULES
from apidocs.diff.rules.structure_rules import STRUCTURE_RULES
from apidocs.diff.rules.value_rules import VALUE_RULES
from apidocs.model.direction import Direction

Level = Literal["breaking", "risky", "safe"]

# Most important first.
LEVELS: Final[tuple[Level, ...]] = ("breaking", "risky", "safe")
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


def _iter_rules() -> Iterator[Rule]:
    for id_, (level, says, advice, harm) in OPERATION_RULES.items():
        direction = DIRECTIONS.get(id_.partition("-")[0])
        yield Rule(id_, level, direction, says, advice, harm or UNHURT[direction])
    for aspect, directions in {**VALUE_RULES, **STRUCTURE_RULES}.items():
        for direction, (level, says, advice, harm) in directions.items():
            yield Rule(f"{direction}-{aspect}", level, direction, says, advice, harm or UNHURT[direction])


RULES: Final[Mapping[str, Rule]] = {rule.id: rule for rule in _iter_rules()}

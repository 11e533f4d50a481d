"""How much a change matters to clients."""

from typing import Final, Literal

Level = Literal["breaking", "risky", "safe"]

# Most important first.
LEVELS: Final[tuple[Level, ...]] = ("breaking", "risky", "safe")

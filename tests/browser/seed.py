"""Turn the text of the known focus-session page into what the built page has to carry."""

import re
from dataclasses import dataclass
from typing import Final

from support.project import DATA

TEXT: Final = (DATA / "seed" / "focussession.txt").read_text(encoding="utf-8")
ADDRESS: Final = "api-reference/automation/focussession/"

LINES: Final = tuple(line for line in TEXT.split("\n") if line)
TITLE: Final = "Bring SessionDock forward and focus a session card"

_RESPONSE = re.compile(
    r"^(?P<status>\d{3})\n\n(?P<description>[^\n]+)\n\n(?P<media_type>[^\n]+)\n\n"
    r"Schema Shape\n\n(?P<shape>.+?)\n\nExample\n\n(?P<example>.+?)(?=\n\d{3}\n|\Z)",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class SeedResponse:
    """One response of the known page, its code blocks as they are printed."""

    status: str
    description: str
    media_type: str
    shape: str
    example: str


RESPONSES: Final = tuple(SeedResponse(**found.groupdict()) for found in _RESPONSE.finditer(TEXT))

"""Write the neutral request in each language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from apidocs.requests.request import Request
from apidocs.requests.samples.curl import curl
from apidocs.requests.samples.javascript import javascript
from apidocs.requests.samples.powershell import powershell
from apidocs.requests.samples.python import python


@dataclass(frozen=True)
class Sample:
    """One sample; `label` is the title of its tab, `language` that of its code block."""

    label: str
    language: str
    text: str


# The tabs, in their order: label, language of the code block, and what writes the text (None: it cannot).
LANGUAGES: Final[tuple[tuple[str, str, Callable[[Request], str | None]], ...]] = (
    ("curl", "bash", curl),
    ("PowerShell", "powershell", powershell),
    ("Python", "python", python),
    ("JavaScript", "javascript", javascript),
)


def samples(request: Request) -> tuple[Sample, ...]:
    """Return the request in every language that can send it, curl first.

    Digest and certificates are left to curl: what the other languages have for them is no part of a request.
    """
    languages = LANGUAGES[:1] if request.is_digest or request.has_certificate else LANGUAGES
    written = ((label, language, write(request)) for label, language, write in languages)
    return tuple(Sample(label, language, text) for label, language, text in written if text is not None)

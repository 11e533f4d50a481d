"""Write the neutral request in each language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from apidocs.requests.request import Request
from apidocs.requests.samples.curl import CURL
from apidocs.requests.samples.javascript import JAVASCRIPT
from apidocs.requests.samples.powershell import POWERSHELL
from apidocs.requests.samples.python import PYTHON


@dataclass(frozen=True)
class Sample:
    """One sample; `label` is the title of its tab, `language` that of its code block."""

    label: str
    language: str
    text: str


# The languages in the order of their tabs.
LANGUAGES: Final = (CURL, POWERSHELL, PYTHON, JAVASCRIPT)


def samples(request: Request) -> tuple[Sample, ...]:
    """Return the request in every language that can send it, curl first.

    Digest and certificates are left to curl: what the other languages have for them is no part of a request.
    """
    languages = LANGUAGES[:1] if request.is_digest or request.has_certificate else LANGUAGES
    written = ((language, language.write(request)) for language in languages)
    return tuple(Sample(each.label, each.fence, text) for each, text in written if text is not None)

"""Write the neutral request in each language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
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
NAMES: Final = MappingProxyType({language.label.lower(): language for language in LANGUAGES})
"""What mkdocs.yml calls them."""


def samples(request: Request, names: Sequence[str] = ()) -> tuple[Sample, ...]:
    """Return the request in each of the named languages that can send it, else in curl; without names in all.

    Digest and certificates are left to curl: what the other languages have for them is no part of a request.
    """
    able = () if request.is_digest or request.has_certificate else [NAMES[name] for name in names or NAMES]
    written = [(each, text) for each in able if (text := each.write(request)) is not None]
    return tuple(
        Sample(each.label, each.fence, text) for each, text in written or [(CURL, CURL.write(request) or "")]
    )

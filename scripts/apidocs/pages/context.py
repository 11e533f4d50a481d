"""What all pages of one reference share: the makers of shapes, fields and requests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from apidocs.model.api import Api
from apidocs.pages.addresses import Addresses
from apidocs.pages.choices import DEFAULTS, Choices
from apidocs.pages.fields.field_table import FieldLister
from apidocs.pages.next_calls import NextCallFinder
from apidocs.pages.words.texts import Words
from apidocs.requests.request import RequestMaker
from apidocs.schemas.shape.shape import Shaper


@dataclass(frozen=True)
class Shared:
    """What all pages of one reference share; `written` is what several pages say."""

    api: Api
    addresses: Addresses
    shaper: Shaper
    lister: FieldLister
    requests: RequestMaker
    next_calls: NextCallFinder
    words: Words
    choices: Choices = DEFAULTS
    written: dict[object, Any] = field(default_factory=dict)

    @classmethod
    def from_api(cls, api: Api, addresses: Addresses, words: Words, choices: Choices = DEFAULTS) -> Shared:
        """Make the makers, each once."""
        shaper = Shaper(api.schemas)
        lister, requests = FieldLister(shaper, words), RequestMaker(api, shaper)
        return cls(api, addresses, shaper, lister, requests, NextCallFinder(api), words, choices)

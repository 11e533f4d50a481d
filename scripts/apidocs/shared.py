"""Turns a model into what all pages of one reference share: the makers of shapes, fields and requests."""

from __future__ import annotations

from dataclasses import dataclass

from apidocs.addresses import Addresses
from apidocs.fields import FieldLister
from apidocs.model.api import Api
from apidocs.next_calls import NextCallFinder
from apidocs.request import RequestMaker
from apidocs.shape import Shaper
from apidocs.words import Words


@dataclass(frozen=True)
class Shared:
    """What all pages of one reference share."""

    api: Api
    addresses: Addresses
    shaper: Shaper
    lister: FieldLister
    requests: RequestMaker
    next_calls: NextCallFinder
    words: Words

    @classmethod
    def from_api(cls, api: Api, addresses: Addresses, words: Words) -> Shared:
        """Make the makers, each once."""
        shaper = Shaper(api.schemas)
        lister, requests = FieldLister(shaper, words), RequestMaker(api, shaper)
        return cls(api, addresses, shaper, lister, requests, NextCallFinder(api), words)

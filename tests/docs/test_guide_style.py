"""Guides and the description are written in the words that developers use for these things."""

import re

import pytest

from apidocs.markdown.guides import prose
from support.project import ROOT

GUIDES = [path for path in ROOT.glob("docs/**/*.md") if "api-reference" not in path.parts]
TEXTS = {path.relative_to(ROOT).as_posix(): path for path in [*GUIDES, ROOT / "spec/openapi.yaml"]}
# Phrase: what to write. Single words are in house_words.txt, for codespell.
PHRASES = {
    r"drives? the app": "open and focus sessions in the app",
    r"goes? stale|is stale": "stops working",
    r"asks? for (the )?(\[?\w+'s )?\[?(health|read-only mode)": "request the health, work in read-only mode",
    r"as it stands|as they stand": "unchanged",
    r"\bwhole program": "complete program",
    r"\bthe hits?\b|\bfirst hit\b": "the results, the first result",
    r"\bwhat else\b": "whatever else",
    r"\bin (the )?mode (that )?you chose": "in the effective mode",
    r"\bendpoint-": "operation",
    r"\bplease\b": "nothing",
    r"\be\.g\.|\bi\.e\.": "for example, that is",
    r"\bvery\b|\bjust\b|\bof course\b|\bobviously\b": "nothing",
    r"[\u2013\u2014]": "a comma, a colon or two sentences",
}
# One term for one thing: the other word: the term.
TERMS = {
    r"\baccess token\b|\bAPI key\b|\bcredential\b": "token",
    r"\bmodal?ity\b|\bpermission mode\b": "mode",
    r"\bread only mode\b": "read-only",
    r"\bfull automation(?= mode)": "full-automation mode",
    r"\bAPI docs\b": "documentation",
    r"\bsession id\b|\bsession ID\b": "identifier of the session",
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_has_none_of_the_phrases_that_have_a_better_one(name: str) -> None:
    text = TEXTS[name].read_text(encoding="utf-8")
    lines = (prose(text) if name.endswith(".md") else text).splitlines()
    assert [
        f"{name}:{number}: {found[0]!r}: write {instead}"
        for number, line in enumerate(lines, 1)
        for pattern, instead in {**PHRASES, **TERMS}.items()
        for found in re.finditer(pattern, line, re.IGNORECASE)
    ] == []


@pytest.mark.parametrize("name", [name for name in TEXTS if name.endswith(".md")])
def test_a_sentence_of_a_guide_is_short(name: str) -> None:
    """Thirty-five words are two sentences."""
    text = re.sub(r"\]\([^)]*\)|`[^`]*`", "x", prose(TEXTS[name].read_text(encoding="utf-8")))
    sentences = [part for line in text.splitlines() if "|" not in line for part in re.split(r"[.!?:] ", line)]
    assert [sentence for sentence in sentences if len(sentence.split()) > 35] == []

"""The file of all kinds of change: its form, and words that anybody understands."""

import re
from collections import Counter
from typing import Any

import pytest
import yaml

from apidocs.diff.change import Change
from apidocs.diff.rules.level import LEVELS
from apidocs.diff.rules.rule import FILE, RULES, Rule

TEXT = FILE.read_text(encoding="utf-8")
ENTRIES: dict[str, Any] = yaml.safe_load(TEXT)
PLACE = re.compile(r"\{(.*?)\}")
# Words of the code, which no user has read.
JARGON = re.compile(r"\b(conjunction|atom|cell|row|finding|aspect)s?\b")

every_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


def texts(rule: Rule) -> list[str]:
    return [text for text in (rule.says, rule.advice, rule.harm) if text]


def test_an_id_is_written_once() -> None:
    node = yaml.compose(TEXT, yaml.SafeLoader)
    assert isinstance(node, yaml.MappingNode)
    counts = Counter(key.value for key, _ in node.value)
    assert [id_ for id_, count in counts.items() if count > 1] == []
    assert list(counts) == list(RULES)


@pytest.mark.parametrize("id_", ENTRIES)
def test_an_entry_has_one_level_and_nothing_unknown(id_: str) -> None:
    entry = ENTRIES[id_]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", id_)
    assert len(entry.keys() & set(LEVELS)) == 1
    assert entry.keys() <= {*LEVELS, "advice", "harm"}
    assert all(isinstance(text, str) and text.strip() == text != "" for text in entry.values())
    assert "safe" in entry or {"advice", "harm"} <= entry.keys()


@every_rule
def test_the_words_of_a_rule_are_sentences(rule: Rule) -> None:
    assert rule.says[0].islower() or rule.says[0] == "{"
    assert not rule.says.endswith(".")
    for sentence in (rule.advice, rule.harm):
        assert sentence.endswith(".") or not sentence
        assert sentence[:1].isupper() or not sentence
    assert not any("  " in text or JARGON.search(text) or len(text) > 110 for text in texts(rule))


@every_rule
def test_the_words_of_a_rule_have_places_that_a_change_fills(rule: Rule) -> None:
    assert {name for text in texts(rule) for name in PLACE.findall(text)} <= {"subject", "base", "revision"}
    change = Change(rule.id, rule.level, "Pet.name", "old", "new")
    assert not re.search(r"[{}]", change.text() + change.advice() + change.harm())

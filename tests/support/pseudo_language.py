"""A language made of the English one in other letters, and a project in it whose own words have numbers."""

import json
import re
import shutil
from pathlib import Path
from string import ascii_letters
from typing import Any

import yaml

from support.documents import SPECS, WORDS
from support.project import copy_project

# A language with plural forms, a search of its own, and words in Material that are in other letters, too.
LANGUAGE = "ru"
LETTERS = str.maketrans(ascii_letters, "αβγδεζηθικλμνξοπρσςτυφχψωϡΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣϹΤΥΦΧΨΩϠ")
CATEGORIES = ("one", "few", "many", "other")
# What makes no sense with a number: addresses, and the names of HTML elements.
SENTENCE_WORD = re.compile(r"(https?://\S+|</?\w+>)|(?<![&/\w])([A-Za-z]{2,})(?!\w)")
# More operations than one list of the navigation has, and than the page of a schema lists.
MANY = 101
CONFIG = """\
INHERIT: base.yml
site_name: Sitew900
site_description: Saidw901
site_url: https://example.com/w902/
copyright: Someonew903
nav: [{Startw904: index.md}, {Referencew905: api-reference/index.md}]
theme: {language: LANGUAGE}
extra: {hero: {line: Linew906, text: Textw907}}
"""
REDIRECTS = "oldw908/: api-reference/\nolderw909/: ''\n"


def write_project(folder: Path, language: str) -> Path:
    """Write a project of one guide and the document, in the pseudo-language or in English."""
    project = copy_project(folder)
    for guide in (project / "docs").iterdir():
        if guide.is_dir() and guide.name != "assets":
            shutil.rmtree(guide)
    (project / "docs/index.md").write_text("# Guidew910\n", encoding="utf-8")
    (project / "mkdocs.yml").rename(project / "base.yml")
    (project / "mkdocs.yml").write_text(CONFIG.replace("LANGUAGE", language), encoding="utf-8")
    (project / "spec/redirects.yaml").write_text(REDIRECTS, encoding="utf-8")
    (project / "spec/openapi.yaml").write_text(json.dumps(document()), encoding="utf-8")
    write_catalogue(project / "templates/words")
    return project


def write_catalogue(folder: Path) -> None:
    """Write every text in other letters."""
    found: dict[str, Any] = {}
    for key in WORDS.texts:
        *groups, name = key.split(".")
        group = found
        for above in groups:
            group = group.setdefault(above, {})
        group[name] = _text(key)
    text = yaml.safe_dump(found, allow_unicode=True)
    (folder / f"{LANGUAGE}.yaml").write_text(text, encoding="utf-8")


def mark_of(key: str) -> str:
    """Give what a text begins with."""
    return f"⟦{list(WORDS.texts).index(key)} "


def keys_in(said: str) -> set[str]:
    """Find the texts that something says."""
    keys = list(WORDS.texts)
    return {keys[int(number)] for number in re.findall(r"⟦(\d+) ", said)}


def document() -> dict[str, Any]:
    """Give a description of which pages have all to say that they can say of one."""
    every, rare = (
        yaml.safe_load((SPECS / f"{name}.yaml").read_text("utf-8")) for name in ("every-text", "rare-parts")
    )
    found: dict[str, Any] = _numbered(_joined(every, rare))
    for number in range(MANY):
        found["paths"][f"/manyw{number:03}"] = {"put": _operation(number)}
    large = [f"partw{number}" for number in range(400, 700)]
    properties = found["components"]["schemas"]["Deepw336"]["properties"]
    properties |= {name: {"type": "array", "items": {"type": "integer"}} for name in large}
    body = found["paths"]["/rarew318"]["post"]["requestBody"]["content"]["application/json"]
    body["examples"]["longw337"]["value"] = {name: [0] for name in large}
    return found


def _text(key: str) -> str | dict[str, str]:
    """Write a text with its number; one with a count in each plural form of the language."""
    pieces = WORDS.texts[key].pieces
    said = "".join(
        f"{{{piece}}}" if place % 2 else piece.translate(LETTERS) for place, piece in enumerate(pieces)
    )
    if "count" not in pieces[1::2]:
        return f"{mark_of(key)}{said}⟧"
    return {category: f"{mark_of(key)}{said} {category.translate(LETTERS)}⟧" for category in CATEGORIES}


def _operation(number: int) -> dict[str, Any]:
    cat = {"application/json": {"schema": {"$ref": "#/components/schemas/Catw212"}}}
    return {
        "operationId": f"manyw{number:03}",
        "tags": ["manyw400"],
        "requestBody": {"content": cat},
        "responses": {},
    }


def _joined(first: Any, second: Any) -> Any:  # noqa: ANN401 - YAML values
    """Join the members of mappings and lists at any depth."""
    if isinstance(first, dict) and isinstance(second, dict):
        both = first | second
        return {
            key: _joined(first[key], second[key]) if key in first and key in second else both[key]
            for key in both
        }
    return first + second if isinstance(first, list) and isinstance(second, list) else first


def _numbered(value: Any) -> Any:  # noqa: ANN401 - a YAML value
    """Give each word of a sentence a number."""
    if isinstance(value, dict):
        return {key: _numbered(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_numbered(member) for member in value]
    if not isinstance(value, str) or " " not in value:
        return value
    return SENTENCE_WORD.sub(lambda found: found[1] or f"{found[2]}w000", value)

"""One file translates all that pages say: nothing of ours is left in English, and no address changes."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from apidocs.pages.words.catalogue import read_words
from apidocs.project import ROOT
from support.commands import run, say
from support.documents import WORDS, api_of, iter_pages
from support.pseudo_language import LANGUAGE, keys_in, write_catalogue, write_project
from support.visible_texts import Shown, shown_in_html, shown_in_markdown

# The author of the document gave each word a number.
AUTHORS = re.compile(r"[\w$.-]*w\d{3}[\w-]*(?:\.py)?|\S*example\.com\S*", re.IGNORECASE)
# What validation says of the document is no part of the catalogue.
PROBLEM = re.compile(r"\s*(?:- )?spec/openapi\.yaml:\d+: ")
# What is the same in every language: words of JSON Schema and HTTP, standards, names of programs, addresses.
TYPES = "array|boolean|integer|number|object|string"
PROSE = re.compile(
    rf"""(?: (?:{TYPES})(?:\ (?:{TYPES}))*
    | const | contentMediaType | contentType | default | dependentRequired | discriminator | enum
    | enum\ descriptions | example | format | pattern | required | style | writeOnly
    | enum\ varnames | xml
    | GET | PUT | POST | DELETE | HEAD | OPTIONS | PATCH | QUERY | TRACE | cookie | header | path | query
    | application\ jsonl | HTTP | HTTP\ Bearer | OAuth | OpenID\ Connect
    | curl | PowerShell | Python | JavaScript | Ctrl
    | Make\ first\ call | API\ Reference | paths | responses
    | info | key | llms\ txt | openapi\ (?:json|yaml) | tools\ json | api\ reference )?""",
    re.VERBOSE,
)
# In code there are media types, credentials, expressions, values, and what stands for a key.
CODE = re.compile(
    r"""(?: application(?:\ problem)?(?:\ jsonl?)? | image | text\ plain | multipart\ form\ data
    | Authorization\ (?:Basic\ |Digest\ )?credentials | Authorization\ Bearer\ token | api\ key
    | (?:request|response)\ body | cookie | multipart | text
    | GET | PUT | POST | DELETE | HEAD | OPTIONS | PATCH | QUERY | TRACE
    | id | key | true | false | name\ (?:namespace\ urn\ prefix|nodeType\ attribute) )?""",
    re.VERBOSE,
)
# A banner that only a server shows, which its own test reads.
WHILE_SERVING = {"frame.problems"}
# What only the site of an API on the reader's own computer says; tests/browser reads it.
ON_LOOPBACK = {key for key in WORDS.texts if key.startswith(("doctor.", "try_it."))}
# What a script says, or only a home page with a call; tests/browser and test_home_call read it.
BY_SCRIPT = {key for key in WORDS.texts if key.startswith("search_box.")} | {"schemas.filter", "hero.answer"}
# What pages say only of samples that were run; live_api/mock/test_sample_runs.py reads it.
OF_RUNS = {"samples.run"}
# More choices than a schema combines.
CHOICES = ", ".join(f"{{oneOf: [{{required: [a{n}]}}, {{required: [b{n}]}}]}}" for n in range(20))
BOUNDS = ("between", "exactly", "from", "to")
# Every limit of a value.
LIMITED = """
components: {schemas: {X: {properties: {
  a: {minLength: 1, maxLength: 2}, b: {minLength: 2, maxLength: 2}, c: {minLength: 2}, d: {maxLength: 2},
  e: {minItems: 1, maxItems: 2}, f: {minItems: 2, maxItems: 2}, g: {minItems: 2}, h: {maxItems: 2},
  i: {minProperties: 1, maxProperties: 2}, j: {minProperties: 2, maxProperties: 2}, k: {minProperties: 2},
  l: {maxProperties: 2}, m: {minimum: 1, maximum: 2}, n: {minimum: 2, maximum: 2}, o: {minimum: 2},
  p: {maximum: 2, multipleOf: 2, readOnly: true}, q: {exclusiveMinimum: 1}, r: {exclusiveMaximum: 2},
  s: {uniqueItems: true}}}}}
"""
X = "{$ref: '#/components/schemas/X'}"
# A schema of many lines, in two responses of one operation.
REPEATED = (
    "paths: {/: {get: {responses: {"
    + ", ".join(
        f"{code}: {{content: {{a/json: {{schema: {{$ref: '#/components/schemas/X'}}}}}}}}"
        for code in (200, 201)
    )
    + "}}}}\ncomponents: {schemas: {X: {properties: {"
    + ", ".join(f"p{number}: {{type: string}}" for number in range(30))
    + "}}}}"
)
LIMITS = (
    *("above", "below", "multiple_of", "read_only", "unique"),
    *(f"{what}_{how}" for what in ("items", "length", "properties", "value") for how in BOUNDS),
)
# What cannot be said together with all else, and the text that says it.
ALONE = {
    **{f"constraints.{name}": LIMITED for name in LIMITS},
    "values.more": "components: {schemas: {X: {enum: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}}}",
    "shape.above": REPEATED,
    "schemas.none": "paths: {}",
    "errors.none": "paths: {}",
    "authentication.all_take": "security: [{k: []}]\npaths: {/: {get: {}}}\n"
    "components: {securitySchemes: {k: {type: mutualTLS}}}",
    "fields.choices_left_out": "components: {schemas: {X: {properties: {a: {allOf: [" + CHOICES + "]}}}}}",
    "authentication.all_anonymous": "paths: {/: {get: {}}}\n"
    "components: {securitySchemes: {k: {type: mutualTLS}}}",
}


# Of a part of a problem; a shorter text may stand in one by chance.
SHORTEST = 15
PROBLEMS: list[str] = []
"""What the builds said of the document."""


def is_of_a_problem(text: str) -> bool:
    """Whether a text is that of a problem, or the part of one between two pieces of code."""
    part = text.strip().strip("\\").strip()
    return bool(PROBLEM.match(text)) or (len(part) >= SHORTEST and any(part in said for said in PROBLEMS))


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same project in English and in the pseudo-language, each built once."""
    folder = tmp_path_factory.mktemp("translation")
    for language in ("en", LANGUAGE):
        answer = run(write_project(folder / language, language), "scripts/build.py")
        PROBLEMS.append(answer.stderr)
        assert answer.returncode == 0, say(answer)
        assert "words-" not in answer.stderr, say(answer)
    return {language: folder / language / "site" for language in ("en", LANGUAGE)}


def test_nothing_that_a_page_shows_is_left_in_english(sites: dict[str, Path]) -> None:
    left = {
        f"{file.relative_to(sites[LANGUAGE])}: {text.strip()}"
        for file, shown in iter_shown(sites[LANGUAGE])
        for text, is_code in shown
        if not is_of_a_problem(text) and not (CODE if is_code else PROSE).fullmatch(english_in(text))
    }
    assert sorted(left) == []


def test_every_text_of_the_catalogue_is_said(sites: dict[str, Path]) -> None:
    said = {key for _, shown in iter_shown(sites[LANGUAGE]) for text, _ in shown for key in keys_in(text)}
    elsewhere = WHILE_SERVING | ON_LOOPBACK | BY_SCRIPT | OF_RUNS
    assert set(WORDS.texts) - said - elsewhere == set(ALONE)


@pytest.mark.parametrize(("key", "text"), ALONE.items())
def test_what_stands_alone_is_said_in_the_language_too(tmp_path: Path, key: str, text: str) -> None:
    (tmp_path / "en.yaml").write_bytes((ROOT / "templates/words/en.yaml").read_bytes())
    write_catalogue(tmp_path)
    words, api = read_words(tmp_path, LANGUAGE), api_of(text)
    pages = iter_pages(api, words=words)
    assert any(key in keys_in(page.twin + page.article) for page in pages)


def test_no_address_and_no_class_depends_on_the_language(sites: dict[str, Path]) -> None:
    files = {path.relative_to(sites["en"]) for path in sites["en"].rglob("*") if path.is_file()}
    own = {path.relative_to(sites[LANGUAGE]) for path in sites[LANGUAGE].rglob("*") if path.is_file()}
    assert files == own
    names = re.compile(r' (?:id|class|href|src|for|data-field|data-action)="[^"]*"')
    for file in sorted(files):
        if file.suffix == ".html":
            english, other = (names.findall((site / file).read_text("utf-8")) for site in sites.values())
            assert english == other, file


def test_the_language_is_told_to_browsers(sites: dict[str, Path]) -> None:
    for page in sites[LANGUAGE].rglob("*.html"):
        assert f'<html lang="{LANGUAGE}"' in page.read_text("utf-8"), page


def iter_shown(site: Path) -> Iterator[tuple[Path, list[Shown]]]:
    """Give each file that someone reads, with the texts that it shows."""
    for file in sorted(site.rglob("*")):
        if file.suffix == ".html":
            yield file, list(shown_in_html(file.read_text("utf-8")))
        elif file.suffix in (".md", ".txt"):
            yield file, list(shown_in_markdown(file.read_text("utf-8")))
        elif file.name == "search_index.json":
            entries = json.loads(file.read_text("utf-8"))["docs"]
            html = "<p>".join(f"<p>{entry['title']}<p>{entry['text']}" for entry in entries)
            yield file, list(shown_in_html(html))


def english_in(text: str) -> str:
    """Return the words of a text that are neither the author's nor in other letters."""
    return " ".join(re.findall(r"[A-Za-z]{2,}", AUTHORS.sub(" ", text)))

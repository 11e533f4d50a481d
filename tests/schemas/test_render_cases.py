"""What a page says of a schema, on small documents that each have one thing that is easy to get wrong."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from apidocs.document.load import load
from apidocs.model.api import Api
from apidocs.model.operation import Operation
from apidocs.model.schema.schema import Schema
from apidocs.pages.addresses import INDEX, Addresses
from apidocs.pages.fields.field_table import FieldLister
from apidocs.schemas.shape.shape import Shaper
from apidocs.validation.validate import validate
from support.documents import WORDS, api_of, iter_pages
from support.project import DATA

CASES = DATA / "cases" / "render"

LANGUAGES = ("curl", "PowerShell", "Python", "JavaScript")

Row = tuple[str, ...]


class Case:
    """One document, and what its pages are made of."""

    def __init__(self, name: str) -> None:
        document = load(str(_path(name)))
        self.root: Any = document.root.value
        self.problems = validate(document)
        self.api = Api.from_spec(document)
        self.shaper = Shaper(self.api.schemas)
        self.lister = FieldLister(self.shaper, WORDS)
        addresses = Addresses.from_api(self.api)
        made = tuple(iter_pages(self.api))
        (self.home,) = (page for page in made if page.src_uri == INDEX)
        pages = {page.src_uri: page.twin for page in made}
        self.pages = {found.operation_id: pages[addresses.of(found)] for found in self.api.operations}
        articles = {page.src_uri: page.article for page in made}
        self.articles = {found.operation_id: articles[addresses.of(found)] for found in self.api.operations}

    def operation(self, operation_id: str) -> Operation:
        return next(found for found in self.api.operations if found.operation_id == operation_id)

    def body(self, operation_id: str) -> Schema:
        """Return the schema of the request body, or of the first response."""
        operation = self.operation(operation_id)
        bodies = [operation.request_body] if operation.request_body else operation.responses
        (media_type, *_) = bodies[0].content
        assert media_type.schema is not None
        return media_type.schema

    def rows(self, schema: Schema) -> list[Row]:
        """Return path, alternatives, type, required, constraints and description of each row."""
        return [
            (
                " ".join(filter(None, (field.path, *field.roles))),
                ", ".join(field.only_in),
                str(field.type),
                ", ".join(field.required_in) or str(*field.required),
                ", ".join(f"{keyword}: {value}" for keyword, value in field.constraints),
                field.schema.description or "",
            )
            for field in (*self.lister.root(schema), *self.lister.fields(schema))
        ]

    def values(self, schema: Schema) -> list[Any]:
        """Return what the page shows as examples."""
        alternatives = self.shaper.alternatives(schema)
        shapes = [found.shape for found in alternatives] or [self.shaper.shape(schema)]
        return [shape.value for shape in shapes]

    def is_valid(self, value: object, name: str) -> bool:
        """Whether a value is one of the component, by a validator that is not ours."""
        written = {**self.root["components"]["schemas"], "$ref": f"#/$defs/{name}"}
        text = json.dumps({"$defs": self.root["components"]["schemas"], "$ref": written["$ref"]})
        schema = json.loads(text.replace("#/components/schemas/", "#/$defs/"))
        return bool(Draft202012Validator(schema).is_valid(value))


def _path(name: str) -> Path:
    """Return the file of a case; one of several files has a folder."""
    path = CASES / f"{name}.yaml"
    return path if path.exists() else CASES / name / "openapi.yaml"


@cache
def case(name: str) -> Case:
    return Case(name)


def test_an_alternative_that_is_a_reference_keeps_all_that_it_asserts() -> None:
    found = case("ref-alternative-keeps-its-enum")
    known = ("string", "", "enum: boskoop, jonathan, idared", "A sort with a name of its own.")
    row = ("string", "", "minLength: 7, pattern: ^row-[a-z]+$", "A row as it stands on the map.")
    operation = found.operation("addTree")
    parameter = operation.parameters[0].schema
    assert parameter is not None
    assert found.rows(parameter)[1:] == [("RowName", "", *row)]
    body = [line for line in found.rows(found.body("addTree")) if " " in line[0]]
    assert body == [
        ("sort KnownSort", "", *known),
        ("marks[] KnownSort", "", *known),
        ("marks[] RowName", "", *row),
    ]
    (response,) = operation.responses[0].content
    assert response.schema is not None
    assert found.rows(response.schema)[1:] == [("KnownSort", "", *known), ("RowName", "", *row)]
    page = found.pages["addTree"]
    assert page.count("schemas/KnownSort/index.md") >= 3
    assert page.count("schemas/RowName/index.md") >= 3


def test_an_alternative_that_narrows_a_property_of_the_base_has_a_row_of_it() -> None:
    found = case("alternative-narrows-a-field-of-the-base")
    rows = found.rows(found.body("sendReading"))
    assert ("type", "Frost", "string", "", "const: frost", "It froze.") in rows
    assert ("type", "Rain", "string", "", "const: rain", "It rained.") in rows
    assert ("values.degrees", "Frost", "number", "True", "maximum: 0", "Degrees below zero.") in rows
    assert ("values.litres", "Rain", "integer", "True", "minimum: 1", "Litres on a square metre.") in rows
    assert ("notes[].cloud", "Rain", "string", "", "", "The cloud it came from.") in rows
    assert {"Only in Frost. It froze.", "Only in Rain. It rained."} <= set(
        re.findall(r"Only in [^|<]*?\. It \w+\.", found.pages["sendReading"])
    )


def test_each_alternative_keeps_its_own_value_and_words() -> None:
    found = case("each-named-alternative-keeps-its-own-value")
    rows = [row for row in found.rows(found.body("listTalks")) if row[0] == "[].role"]
    assert rows == [
        ("[].role", "FromPicker", "string", "True", "enum: picker", "Who speaks is a picker."),
        ("[].role", "FromBuyer", "string", "True", "enum: buyer", "Who speaks is a buyer."),
    ]


def test_alternatives_of_one_title_keep_both() -> None:
    found = case("alternatives-of-one-title-keep-both")
    rows = [row[1:5] for row in found.rows(found.body("addCrate")) if row[0] == "size"]
    assert rows == [
        ("Crate", "integer", "", "minimum: 12"),
        ("Crate (2)", "string", "", "maxLength: 34"),
    ]


def test_a_field_that_is_required_in_one_state_says_in_which() -> None:
    found = case("required-in-one-state")
    rows = {row[:2]: row[2:] for row in found.rows(found.body("changeHarvest"))}
    assert rows["weight", ""][1] == "state: closed"
    assert rows["state", "state: closed"][2] == "enum: closed"
    assert "| in state: closed |" in found.pages["changeHarvest"]


def test_a_field_that_some_alternatives_require_says_which() -> None:
    found = case("required-in-one-alternative")
    rows = {row[0]: row[3] for row in found.rows(found.body("addGrower"))}
    assert (rows["name"], rows["number"]) == ("NewGrower", "KnownGrower")
    (response,) = found.operation("addGrower").responses[0].content
    assert response.schema is not None
    assert {row[0]: row[3] for row in found.rows(response.schema)}["seat.field"] == "ByField"


def test_annotations_of_all_parts_of_an_all_of_hold() -> None:
    found = case("allof-keeps-deprecated-title-and-example")
    page = found.pages["addApple"]
    fields = {field.path: field for field in found.lister.fields(found.body("addApple"))}
    assert (fields["core"].schema.deprecated, fields["core"].title) == (True, "Core code")
    assert not fields["peel"].schema.deprecated
    assert found.values(found.body("addApple")) == [{"core": "core-71", "peel": "<string>"}]
    for words in ("Shade of the skin", "Core code", "Stalk length", "`core-71`", "`8 mm`"):
        assert words in page
    assert page.count("Deprecated.") == 3


def test_each_level_of_a_discriminator_fixes_its_own_value() -> None:
    found = case("kinds-of-kinds")
    tree, bush = found.values(found.body("getPlant"))
    assert (tree["growth"], bush["growth"], "fruit" in tree) == ("tree", "bush", True)
    assert found.values(found.body("getJob")) == [
        {"do": "cut", "at": "<string>"},
        {"do": "graft", "at": "<string>", "twig": "<string>"},
    ]
    rent, fine = found.values(found.body("getFee"))
    assert rent == {"why": "rent", "how": "row", "rows": 0}
    assert fine["why"] == "fine"
    (cherry,) = found.values(found.api.components["Cherry"])
    assert (cherry["growth"], cherry["fruit"]) == ("tree", "cherry")


def test_an_example_of_a_one_of_is_valid_by_one_alternative_only() -> None:
    found = case("example-of-an-alternative-that-only-requires")
    values = found.values(found.body("search"))
    assert [set(value) for value in values] == [{"text"}, {"row"}]
    assert all(found.is_valid(value, "Search") for value in values)


def test_recursion_ends_in_a_value_that_is_valid() -> None:
    found = case("recursion-keeps-the-least-size")
    assert found.values(found.body("addBranch")) == [{"name": "<string>"}]
    values = found.values(found.body("getRule"))
    assert values == [{"all": [{"is": "<string>"}]}, {"is": "<string>"}]
    assert all(found.is_valid(value, "Rule") for value in values)


def test_no_two_rows_share_an_address() -> None:
    page = case("two-things-need-two-addresses").pages["addShed"]
    anchors = re.findall(r' id="([^"]+)"', case("two-things-need-two-addresses").articles["addShed"])
    assert len(anchors) > 10
    assert len(anchors) == len(set(anchors))
    assert '`"door.width"`' in page
    assert "`door.width`" in page


def test_one_of_or_any_of_is_said() -> None:
    found = case("one-of-or-any-of-is-said")
    assert [found.rows(found.body(name))[0][2] for name in ("sendOne", "sendAny")] == [
        "one of Left, Right",
        "Any (any of Left, Right)",
    ]
    assert "one of string (ipv4), string (ipv6)" in found.pages["getText"]


def test_the_type_of_values_without_a_type_names_all_of_theirs() -> None:
    found = case("enum-without-type-names-every-type")
    assert "| string or integer |" in found.pages["listPumps"]
    assert [row[2] for row in found.rows(found.body("listPumps"))] == ["boolean or string"]
    found = case("const-and-enum-share-a-type")
    rows = found.rows(found.body("getSoil"))
    assert {row[2] for row in rows if row[0] == "soil"} == {"string"}
    assert "any" not in [row[2] for row in rows]


def test_blank_values_are_seen() -> None:
    page = case("empty-and-blank-values-are-seen").pages["listSeeds"]
    assert page.count('default `""`') == 2
    assert 'one of `" and"`, `"or "`, `","`' in page
    assert 'always `" "`' in page


def test_values_that_look_alike_are_told_apart() -> None:
    page = case("values-that-look-alike-are-told-apart").pages["listLots"]
    assert 'one of `"1"`, `1`, `"null"`, `null`' in page
    assert 'dependentRequired: `"net, gross": "tare, dry", scale`' in page


def test_named_elements_and_alternatives_have_a_row() -> None:
    found = case("items-and-alternatives-that-have-a-name")
    words = ("maxProperties: 73, additionalProperties: false", "A basket of willow.")
    rows = found.rows(found.body("listBaskets"))
    assert ("[]", "", "Basket", "", *words) in rows
    page = found.pages["addFruits"]
    assert "`apple.v2`: [Apple]" in page
    assert "A fruit of the orchard." in page
    assert ("first Basket", "", "Basket", "", *words) in found.rows(found.body("addFruits"))
    assert page.count("Deprecated.") == 1


def test_an_example_of_an_enum_keeps_the_bounds() -> None:
    found = case("example-of-an-enum-keeps-the-bounds")
    assert found.values(found.body("getPot")) == [{"size": 8}]


def test_an_alternative_is_called_by_its_title() -> None:
    found = case("alternative-is-called-by-its-title")
    rows = {row[0]: row[1] for row in found.rows(found.body("getView"))}
    assert (rows["data.leaf"], rows["data[].hill"]) == ("Near", "Far")


def test_a_value_that_nothing_fits_has_no_type() -> None:
    found = case("allof-that-nothing-fits")
    assert [row[2] for row in found.rows(found.body("getKnot"))] == ["not allowed"]


def test_nullable_without_a_type_is_said_to_have_no_effect() -> None:
    found = case("nullable-without-a-type")
    fields = {field.path: field for field in found.lister.fields(found.body("getOwner"))}
    assert [fields[name].schema.is_void_nullable for name in ("home", "work", "name")] == [True, True, False]
    assert found.pages["getOwner"].count("nullable: true has no effect here") == 2
    assert str(fields["name"].type) == "string or null"


def test_headings_of_the_introduction_are_parts_of_the_page() -> None:
    home = case("headings-of-the-introduction").home
    headings = {heading.title: (heading.level, heading.anchor) for heading in home.headings}
    assert (headings["Signing in"], headings["Paging"]) == ((2, "signing-in"), (3, "paging"))
    assert 'See <a href="#paging">how lists are cut</a>.' in home.article
    assert re.search(r'<h3 id="paging">Paging .*</h3>', home.article)
    assert {"## Signing in", "### Paging"} <= set(home.twin.splitlines())


def test_headings_of_an_introduction_share_no_address_with_those_of_the_page() -> None:
    headings = "# Servers\n\n# Über uns\n\n## About\n\n## About"
    text = f"{headings}\n\n[us](#%C3%BCber-uns) [x](#section/About) [y](#none)"
    info = json.dumps({"title": "About", "version": "1", "description": text})
    api = api_of(f"servers: [{{url: https://a.example}}]\npaths: {{}}\ninfo: {info}")
    (home,) = (page for page in iter_pages(api) if page.src_uri == INDEX)
    ids = re.findall(r' id="([^"]+)"', home.article)
    assert len(ids) == len(set(ids)) == len(home.headings)
    anchors = {heading.title: heading.anchor for heading in reversed(home.headings)}
    assert f'<a href="#{anchors["Über uns"]}">us</a>' in home.article
    assert '<a href="#about">x</a> y' in home.article


def test_extensions_of_paths_and_of_all_responses_are_shown() -> None:
    found = case("extensions-of-paths-and-responses")
    for page in (found.articles["listFrosts"], found.pages["listFrosts"]):
        assert "three winters" in page.partition("Responses")[2]
    assert "late autumn" in found.home.article
    assert "late autumn" in found.home.twin


def test_a_description_is_said_once() -> None:
    found = case("description-is-said-once")
    assert found.articles["ring"].count("Rings the bell of the orchard.") == 1
    assert found.pages["ring"].count("Rings the bell of the orchard.") == 1


def test_parts_are_written_in_their_content_type() -> None:
    page = case("parts-are-written-in-their-content-type").pages["addPaper"]
    languages = [page.partition(f"{label}:")[2].partition("\n```\n")[0] for label in LANGUAGES]
    for sample in languages:
        assert all(text in sample for text in ("<invoice>", "street=Lane&number=7", "hello", "X-Sheet"))
        assert "<any>" not in sample
    assert all(re.search(r"scan.{1,30}file|file.{1,200}scan", sample, re.DOTALL) for sample in languages)


def test_each_place_of_a_schema_has_all_that_it_says() -> None:
    page = case("facts-at-every-place").pages["addScales"]
    said = r"Deprecated. A mark of its own.<br>at least 7 characters<br>matches `^mark-` |"
    part, header, value = (
        next(line for line in page.splitlines() if line.startswith(f"| `{name}`"))
        for name in ("leaf", "X-Scale", "<key>")
    )
    in_part = next(line for line in page.splitlines() if "Header `X-Part`" in line)
    assert all(line.endswith(said) for line in (part, header, value, in_part))
    assert "Said of the header." in header
    assert "Said of the part." in in_part
    assert "| `/^x-/` | integer |  | at most 73 |" in page


def test_credentials_that_no_fixed_header_holds_are_options_of_curl() -> None:
    found = case("digest-and-client-certificate")
    assert "--digest -u '<user>:<password>'" in found.pages["getCellar"]
    assert "--cert '<certificate>'" in found.pages["getVault"]


def test_scalars_that_json_allows_are_read() -> None:
    assert "\N{RED APPLE}" in case("halves-of-a-character-in-yaml").pages["getMood"]
    assert "at most 1e400" in case("numbers-beyond-a-double").pages["countPollen"]


def test_header_parameters_that_are_ignored_are_not_sent() -> None:
    found = case("header-parameters-that-are-ignored")
    lines = [(problem.line, problem.rule) for problem in found.problems]
    assert lines == [(10, "ignored-parameter"), (11, "ignored-parameter")]
    sample = found.pages["listLeaves"].partition("curl:")[2].partition("PowerShell:")[0]
    assert re.findall(r"-H '([^']+)'", sample) == ["X-Leaf: oak"]


def test_examples_are_checked_beside_a_reference_back_to_the_root() -> None:
    assert case("split-document-refers-back-to-its-root").problems == ()
    problems = case("wrong-examples-beside-a-reference-back").problems
    places = [(Path(problem.file).name, problem.line) for problem in problems]
    assert places == [("openapi.yaml", 5), ("openapi.yaml", 7), ("fields.yaml", 10)]


def test_a_group_that_names_no_tag_is_told() -> None:
    found = case("tag-groups-and-shown-names")
    (problem,) = found.problems
    assert (problem.rule, "`vegetables`" in problem.message) == ("unknown-tag", True)
    assert "Fruit and nuts" in found.home.twin


def test_a_text_that_is_the_root_of_xml_is_an_element() -> None:
    assert "<motto>a &lt; b</motto>" in case("text-as-the-root-of-xml").pages["getMotto"]

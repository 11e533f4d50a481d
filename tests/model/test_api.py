"""A document as one `Api` value."""

import pytest

from apidocs.document.load import load
from apidocs.model.api import Api, tags_of
from support.documents import api_of, api_of_file, real_document

COUNTS = {  # operations, component schemas
    "box/openapi.json": (296, 305),
    "discord/openapi.json": (242, 539),
    "github/api.github.com.json": (1223, 969),
    "museum/openapi.yaml": (8, None),
    "openai/openapi.yaml": (288, 1422),
    "petstore/openapi.yaml": (19, None),
    "slack/slack_web_openapi_v2.json": (174, None),
}


def test_tags_are_those_in_use_in_the_documents_order_and_then_undeclared_ones() -> None:
    api = api_of("""\
tags: [{name: unused}, {name: b, description: B}, {name: a}, {name: b, description: Again}, {}]
paths:
  /1: {get: {tags: [a, new]}}
  /2: {get: {tags: [b]}}
  /3: {get: {}}
""")
    assert [(tag.name, tag.description) for tag in api.tags] == [
        ("b", "B"),
        ("a", None),
        ("new", None),
        ("default", None),
    ]
    assert [tag.name for tag in api.declared_tags] == ["unused", "b", "a"]
    assert [found.path for found in api.operations_of(api.tags[2])] == ["/1"]
    assert tags_of(api.operations[2]) == ("default",)


def test_3_2_tags_have_a_summary_a_parent_and_a_kind() -> None:
    pets = api_of_file("openapi-3.2.yaml").declared_tags[0]
    assert (pets.summary, pets.kind, pets.parent) == ("Pets", "nav", "animals")


def test_an_empty_document_is_an_api_without_operations() -> None:
    api = api_of("info: {}")
    assert (api.title, api.version, api.operations, api.tags, dict(api.components)) == ("API", "", (), (), {})


def test_info_keeps_contact_and_licence() -> None:
    api = api_of(
        "info: {title: T, version: 1, termsOfService: t, contact: {email: e}, "
        "license: {name: MIT, identifier: MIT}}"
    )
    assert (api.title, api.version, api.info.terms_of_service) == ("T", "1", "t")
    assert api.info.contact is not None
    assert api.info.contact.email == "e"
    assert api.info.license is not None
    assert api.info.license.identifier == "MIT"


def test_extensions_and_external_docs_of_the_document_are_kept() -> None:
    api = api_of("x-logo: {url: u}\nexternalDocs: {url: d}")
    assert api.extensions == {"x-logo": {"url": "u"}}
    assert api.external_docs is not None


@pytest.mark.parametrize("name", COUNTS)
def test_every_operation_and_schema_of_a_real_document_is_read(name: str) -> None:
    api = Api.from_spec(load(str(real_document(name))))
    operations, schemas = COUNTS[name]
    assert len(api.operations) == operations
    assert schemas is None or len(api.components) == schemas
    assert len({found.location for found in api.operations}) == operations

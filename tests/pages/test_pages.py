"""A document becomes its pages: one for each operation, tag and schema, the indexes and the errors."""

import re
from pathlib import Path

import pytest

from apidocs.document.load import load
from apidocs.markdown.commonmark.titles import in_words
from apidocs.model.api import Api
from apidocs.pages.addresses import Addresses
from apidocs.pages.pages import nav_sections
from apidocs.problems import Problem
from support.documents import SPEC, SPECS, WORDS, api_of, api_of_file, document_of, iter_pages
from support.published import attributes, code_of, tags, text_of

PETS = """
tags: [{name: pets}, {name: unused}]
paths:
  /pets:
    get: {tags: [pets, admin], operationId: listPets, summary: List pets}
    post: {tags: [pets], operationId: addPet, summary: Add a pet}
  /health:
    get: {operationId: getHealth}
components:
  schemas:
    Pet: {type: object, description: A *pet*.}
"""


def pages_of(api: Api, problems: tuple[Problem, ...] = (), *, is_whole_site: bool = False) -> dict[str, str]:
    pages = iter_pages(api, problems, is_whole_site=is_whole_site)
    return {page.src_uri: page.article for page in pages}


def test_every_operation_tag_and_schema_has_one_page() -> None:
    assert list(pages_of(api_of(PETS))) == [
        "api-reference/index.md",
        "api-reference/pets/index.md",
        "api-reference/pets/listpets/index.md",
        "api-reference/pets/addpet/index.md",
        "api-reference/admin/index.md",
        "api-reference/default/index.md",
        "api-reference/default/gethealth/index.md",
        "api-reference/schemas/index.md",
        "api-reference/schemas/Pet/index.md",
        "api-reference/errors/index.md",
    ]


def test_the_type_of_a_schema_is_among_its_facts_and_no_introduction() -> None:
    pages = pages_of(api_of("components: {schemas: {A: {type: string, maxLength: 3}}}"))
    page = pages["api-reference/schemas/A/index.md"]
    assert "Type: string at most 3 characters Schema Shape" in text_of(page)


def test_a_site_that_is_only_a_reference_has_its_index_as_home_page() -> None:
    pages = pages_of(api_of(PETS), is_whole_site=True)
    assert 'href="api-reference/pets/listpets/index.md"' in pages["index.md"]
    assert 'href="pets/listpets/index.md"' in pages["api-reference/index.md"]


def test_tags_are_nested_on_the_index_and_in_the_navigation() -> None:
    api = api_of_file("tags-and-info.yaml")
    html = pages_of(api)["api-reference/index.md"]
    assert text_of(html, "h2").startswith("People All animals guide a b new Webhooks")
    assert text_of(html, "h3") == "Users of it pets"
    people, animals, *_ = nav_sections(api, Addresses.from_api(api), WORDS)
    assert (people.title, people.src_uri) == ("People", None)
    assert [section.title for section in people.sections] == ["Users of it"]
    assert [section.src_uri for section in animals.sections] == ["api-reference/pets/index.md"]
    assert animals.sections[0].operations == (("List pets", "api-reference/pets/listpets/index.md"),)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("animals", "All animals Alive. Tag: animals, of the kind nav Inside pets"),
        ("pets", "More: https://tagged.example/pets"),
        ("users", "Users of it Tag: users"),
        ("guide", "guide Only words."),
        ("pets/listpets", "More: How to list"),
        ("pets/listpets", "Tags pets, Users of it"),
        ("webhooks/newpet", "newPet POSTnewPet"),
        ("webhooks/newpet", "Tags born"),
    ],
)
def test_all_that_is_said_of_a_tag_is_shown(page: str, said: str) -> None:
    pages = pages_of(api_of_file("tags-and-info.yaml"))
    assert said in text_of(pages[f"api-reference/{page}/index.md"])


def test_the_index_says_who_stands_behind_the_api() -> None:
    text = text_of(pages_of(api_of_file("tags-and-info.yaml"))["api-reference/index.md"])
    for said in (
        "API Reference Everything has its place.",
        "Version: 2.1 Contact: Ann ann@tagged.example https://tagged.example/ann",
        "License: Apache 2.0 (Apache-2.0) Terms of service: https://tagged.example/terms More: The book",
    ):
        assert said in text


UPLOAD = "default/upload"


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("", "x-server: s1"),
        ("", "x-variable: v1"),
        (UPLOAD, '"x-path": "p1"'),
        (UPLOAD, "Point in time. https://docs.example/when"),
        (UPLOAD, '"x-body": "b1"'),
        (UPLOAD, "multipart/form-data A form of parts."),
        (UPLOAD, '"x-media": "m1"'),
        (UPLOAD, "meta contentType: application/json x-encoding: e1"),
        (UPLOAD, "Header X-Part (string, required) Of the part at least 2 characters"),
        (UPLOAD, "image contentType: image/png, image/jpeg"),
        (UPLOAD, "pair[0] contentType: text/plain pair[] contentType: text/csv"),
        (UPLOAD, "style: form explode: false Reserved characters stay as they are."),
        (UPLOAD, "All went well The long of it."),
        (UPLOAD, "Only a summary"),
        (UPLOAD, "object No explode: true"),
        (UPLOAD, "Fields of X-Map"),
        (UPLOAD, "In the header"),
        (UPLOAD, "The only example 1"),
        (UPLOAD, "again x-link: l1"),
        (UPLOAD, "Operation ID doneBack Tags backs"),
        ("authentication", '"x-flows": "f1"'),
        ("authentication", '"x-flow": "g1"'),
        ("errors", "Nothing there"),
    ],
)
def test_what_stands_in_odd_places_is_said_too(page: str, said: str) -> None:
    pages = pages_of(api_of_file("words-in-odd-places.yaml"))
    assert said in text_of(pages["/".join(filter(None, ("api-reference", page, "index.md")))])


NOTES = "api-reference/notes/listnotes/index.md"


def test_the_authors_samples_are_tabs_after_ours_each_with_a_label_of_its_own() -> None:
    page = pages_of(api_of_file("notes-and-extensions.yaml"))[NOTES]
    labels = re.findall(r'<label for="__call_\d+">([^<]*)</label>', page)
    assert labels[0] == "curl"
    assert labels[-3:] == ["Go", "Python (2)", "CLI"]
    assert "noted list" in code_of(page)
    assert "http.Get" not in page.split("Extensions of the operation")[1]


def test_what_is_no_sample_among_the_authors_samples_is_shown_as_it_is() -> None:
    api = api_of(
        "paths: {/: {get: {operationId: a, x-codeSamples: [{lang: Go, source: go()}, {code: lost}]}}}"
    )
    html = pages_of(api)["api-reference/default/a/index.md"]
    assert "go()" in code_of(html)
    assert '"code": "lost"' in code_of(html)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("index.md", "Extensions of the document"),
        ("index.md", "said at the root"),
        ("index.md", '"x-audience": "everybody"'),
        ("notes/index.md", '"x-tag": "of the tag"'),
        ("notes/listnotes/index.md", '"limit": "ten a second"'),
        ("notes/listnotes/index.md", '"x-response": "of the response"'),
        ("notes/listnotes/index.md", "x-note: of the parameter"),
        ("notes/listnotes/index.md", "x-head: of the header"),
        ("authentication/index.md", '"x-scheme": "of the scheme"'),
    ],
)
def test_extensions_are_shown_where_they_are_written(page: str, said: str) -> None:
    pages = pages_of(api_of_file("notes-and-extensions.yaml"))
    assert said in text_of(pages[f"api-reference/{page}"])


def test_a_webhook_has_a_page_from_the_receivers_point_of_view() -> None:
    pages = pages_of(api_of_file("callbacks-and-webhooks.yaml"))
    text = text_of(pages["api-reference/webhooks/newpet/index.md"])
    assert text.startswith("A pet was born")
    assert "POSTnewPet" in text
    assert "The API sends this request to a URL of yours" in text
    assert "200 Taken" in text
    assert "curl" not in text
    for index in ("api-reference/index.md", "api-reference/webhooks/index.md"):
        assert "A pet was born" in text_of(pages[index])


def test_a_reference_without_webhooks_says_nothing_of_them() -> None:
    assert not any("webhook" in (src_uri + text).lower() for src_uri, text in pages_of(api_of(PETS)).items())


def test_what_the_api_sends_shows_what_only_it_may_write() -> None:
    schema = "{properties: {id: {type: string, readOnly: true}, key: {type: string, writeOnly: true}}}"
    body = f"requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}"
    api = api_of(f"""
webhooks: {{x: {{post: {{{body}}}}}}}
paths: {{/y: {{post: {{operationId: y, callbacks: {{c: {{'{{$url}}': {{post: {{{body}}}}}}}}}}}}}}}
""")
    pages = pages_of(api)
    for src_uri in ("api-reference/webhooks/x/index.md", "api-reference/default/y/index.md"):
        assert '"id"' in pages[src_uri]
        assert '"key"' not in pages[src_uri]


def test_callbacks_stand_on_the_operations_page_with_all_that_is_known_of_them() -> None:
    html = pages_of(api_of_file("callbacks-and-webhooks.yaml"))["api-reference/default/subscribe/index.md"]
    assert "Callbacks" in text_of(html, "h2")
    assert text_of(html, "h3") == "201 An event happened again"
    shown = text_of(html)
    for said in (
        "onEvent",
        "POST{$request.body#/url}",
        "application/json",
        '"name": "<string>"',
        "200 Taken",
    ):
        assert said in shown


LINKED = "api-reference/default/getuser/index.md"


def linked_pages() -> dict[str, str]:
    return pages_of(api_of_file("links-security-and-servers.yaml"))


def test_a_link_is_a_next_call_with_its_values() -> None:
    page = linked_pages()[LINKED]
    text = text_of(page)
    assert "GET Get an address userId: $request.path.id path.n: 5" in text
    for said in (
        "Next calls",
        "The address.",
        "Request body: $response.body#/address",
        "https://x.example.com",
    ):
        assert said in text
    assert 'href="https://other.example.com/openapi.yaml#/paths/~1a/get"' in page


@pytest.mark.parametrize(
    ("operation", "said"),
    [
        ("getuser", "Authentication key, or oauth (read, write) and cert, or none Operation ID getUser"),
        ("getaddress", "Authentication none Operation ID getAddress"),
        ("putaddress", "Authentication oauth (write) Operation ID putAddress"),
        ("getc", "Authentication nope, or basic Servers: 2"),
    ],
)
def test_an_operation_says_which_credentials_it_takes(operation: str, said: str) -> None:
    page = linked_pages()[f"api-reference/default/{operation}/index.md"]
    assert said in text_of(page)


def test_a_scheme_is_linked_to_where_it_is_explained() -> None:
    pages = linked_pages()
    assert '<a href="../../authentication/index.md#scheme-oauth">oauth</a>' in pages[LINKED]
    html = pages["api-reference/authentication/index.md"]
    assert ("h2", "id", "scheme-oauth") in set(attributes(html))
    text = text_of(html)
    for said in ("Ask us.", "api_key=<api-key>", "Format of the token: JWT", "Refresh URL", "Read | all"):
        assert said in text
    assert "Operations that can be called without a credential: 2" in text
    assert not [value for _, name, value in attributes(html) if name == "href" and "javascript" in str(value)]


def test_an_api_without_schemes_says_nothing_of_authentication() -> None:
    assert not any("authentication" in (uri + text).lower() for uri, text in pages_of(api_of(PETS)).items())


@pytest.mark.parametrize(
    ("operation", "said"),
    [
        ("getuser", "Servers of this operation: 1 Server Description https://users.example.com Only users"),
        ("getc", "Servers: 2 Server Description https://{region}.example.com/{base} Main https://staging"),
        ("getc", "region eu eu us Where. base v1"),
    ],
)
def test_an_operation_shows_its_servers_with_their_variables(operation: str, said: str) -> None:
    page = linked_pages()[f"api-reference/default/{operation}/index.md"]
    assert said in text_of(page)


def test_the_index_shows_the_servers() -> None:
    assert "region eu eu us Where." in text_of(linked_pages()["api-reference/index.md"])


def test_an_operation_stands_under_its_first_tag_and_is_listed_under_each() -> None:
    pages = pages_of(api_of(PETS))
    assert 'href="listpets/index.md"' in pages["api-reference/pets/index.md"]
    assert 'href="../pets/listpets/index.md"' in pages["api-reference/admin/index.md"]


REMARKED = """
security: [{key: [read, write]}]
paths:
  /old:
    get:
      operationId: old
      tags: [all]
      deprecated: true
      responses:
        "400": {description: First, content: {application/json: {example: {code: bad}}}}
        "409": {description: Second, content: {application/json: {example: {code: bad}}}}
        "200":
          description: Node
          content: {application/json: {schema: {$ref: "#/components/schemas/Node"}}}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X}}
  schemas:
    Node:
      type: object
      properties:
        next: {$ref: "#/components/schemas/Node"}
        many: {type: array, items: {type: integer}, contains: {const: 7}}
"""


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("api-reference/all/index.md", "Old (deprecated)"),
        ("api-reference/schemas/Node/index.md", "Old (deprecated)"),
        ("api-reference/schemas/Node/index.md", "Node (recursive)"),
        ("api-reference/schemas/Node/index.md", "many contains"),
        ("api-reference/all/old/index.md", "Requires read write"),
        ("api-reference/errors/index.md", "Status 400, 409"),
    ],
)
def test_what_is_said_beside_a_name_stands_apart_from_it(page: str, said: str) -> None:
    assert said in text_of(pages_of(api_of(REMARKED))[page])


def test_the_navigation_has_each_operation_once() -> None:
    api = api_of(PETS)
    sections = nav_sections(api, Addresses.from_api(api), WORDS)
    assert [(section.title, [title for title, _ in section.operations]) for section in sections] == [
        ("pets", ["List pets", "Add a pet"]),
        ("admin", []),
        ("default", ["Get health"]),
    ]
    assert sections[0].operations[1] == ("Add a pet", "api-reference/pets/addpet/index.md")


def test_neighbours_are_those_of_the_same_tag() -> None:
    pages = pages_of(api_of(PETS))
    assert 'href="../addpet/index.md"' in pages["api-reference/pets/listpets/index.md"]
    assert 'href="../listpets/index.md"' in pages["api-reference/pets/addpet/index.md"]
    assert ".neighbours" not in pages["api-reference/default/gethealth/index.md"]


def test_a_problem_is_marked_on_the_pages_that_it_concerns_and_on_no_other() -> None:
    problems = (
        Problem("api.yaml", 7, 3, "rule", "mend <this>", pointer="/paths/~1pets/get"),
        Problem("api.yaml", 8, 3, "rule", "mend that", pointer="/components/schemas/Pet/type"),
    )
    pages = pages_of(api_of(PETS), problems)
    marked = {src_uri: text_of(text) for src_uri, text in pages.items() if "mend" in text}
    assert list(marked) == ["api-reference/pets/listpets/index.md", "api-reference/schemas/Pet/index.md"]
    assert "api.yaml:7: mend <this>" in marked["api-reference/pets/listpets/index.md"]
    assert "api.yaml:8: mend that" in marked["api-reference/schemas/Pet/index.md"]


@pytest.mark.parametrize("path", [SPEC, *sorted(SPECS.glob("*.yaml"))], ids=lambda path: path.stem)
def test_the_same_document_makes_the_same_pages(path: Path) -> None:
    first, second = (pages_of(Api.from_spec(load(str(path)))) for _ in range(2))
    assert list(first.items()) == list(second.items())


@pytest.mark.parametrize("path", [SPEC, *sorted(SPECS.glob("*.yaml"))], ids=lambda path: path.stem)
def test_every_page_is_sound_html_with_one_title_and_no_id_twice(path: Path) -> None:
    for src_uri, text in pages_of(Api.from_spec(load(str(path)))).items():
        html = text
        assert tags(html).count("h1") == 1, src_uri
        identifiers = [value for _, name, value in attributes(html) if name == "id"]
        assert len(set(identifiers)) == len(identifiers), src_uri


HOSTILE = '</code></pre><script>alert(1)</script><img src=x onerror=y> *a* `b` | {: .x} [c](javascript:d) "'


def test_hostile_text_everywhere_is_shown_and_does_nothing() -> None:
    hostile = HOSTILE.replace("'", "''")
    api = Api.from_spec(
        document_of(f"""
info: {{title: '{hostile}', version: '{hostile}', description: '{hostile}'}}
tags: [{{name: '{hostile}', description: '{hostile}'}}]
paths:
  '/a{hostile}':
    get:
      operationId: '{hostile}'
      summary: '{hostile}'
      description: '{hostile}'
      tags: ['{hostile}']
      parameters:
        - {{name: '{hostile}', in: query, description: '{hostile}', example: '{hostile}'}}
      responses:
        '400':
          description: '{hostile}'
          headers: {{'{hostile}': {{description: '{hostile}', schema: {{type: string}}}}}}
          content:
            'application/json':
              schema: {{$ref: '#/components/schemas/X'}}
              examples:
                '{hostile}': {{value: {{error: {{code: '{hostile}', message: '{hostile}'}}}}}}
                other: {{summary: '{hostile}', value: '{hostile}'}}
components:
  schemas:
    X:
      type: object
      description: '{hostile}'
      properties:
        '{hostile}': {{type: '{hostile}', description: '{hostile}', enum: ['{hostile}']}}
""")
    )
    problem = Problem(HOSTILE, 1, 1, "rule", HOSTILE, pointer="/paths")
    for src_uri, text in pages_of(api, (problem,), is_whole_site=True).items():
        html = text
        assert not {"script", "img"} & set(tags(html)), src_uri
        for _, name, value in attributes(html):
            assert not name.startswith("on"), src_uri
            assert name != "href" or not str(value).startswith("javascript"), src_uri
    page = pages_of(api)[Addresses.from_api(api).of(api.operations[0])]
    assert text_of(page, "h1") == in_words(HOSTILE)  # of the operationId: the summary is too long


def test_a_format_stands_with_the_type_of_a_field_and_is_said_once() -> None:
    api = api_of("components: {schemas: {X: {properties: {at: {type: string, format: date-time}}}}}")
    _, fields = pages_of(api)["api-reference/schemas/X/index.md"].split('<ul class="fields">')
    assert '<span class="field__type">string (date-time)</span>' in fields.replace("<wbr>", "")
    assert "format" not in fields

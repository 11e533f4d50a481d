"""What several pages say is written once, with the links right on each."""

from apidocs.pages.addresses import Addresses
from apidocs.pages.pages import Page, PageMaker, Plan, Templates, iter_plans
from apidocs.pages.problem_marks import Marks
from support.documents import TEMPLATES, WORDS, api_of

# Pet leads to itself, so its own page and that of Owner link it in two ways; a tag has the name of a folder.
API = """
tags: [{name: pets}, {name: schemas}]
webhooks:
  born: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Owner'}}}}}}
paths:
  /pets:
    get: &get
      tags: [pets]
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Owner'}}}}
    post: {<<: *get, tags: [schemas]}
    put: *get
components:
  schemas:
    Owner: {type: object, properties: {pet: {$ref: '#/components/schemas/Pet'}}}
    Pet:
      type: object
      description: A pet.
      discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Pet'}}
      properties:
        kind: {type: string, enum: [cat]}
        mother: {$ref: '#/components/schemas/Pet'}
"""


def test_a_page_is_the_same_whichever_were_made_before() -> None:
    api = api_of(API)
    addresses = Addresses.from_api(api)
    templates = Templates.from_folder(TEMPLATES)
    plans = list(iter_plans(api, addresses, Marks.from_api(api, (), {}), WORDS))

    def made(plans: list[Plan]) -> dict[str, Page]:
        maker = PageMaker(api, addresses, templates, WORDS)
        return {plan.src_uri: maker.page(plan) for plan in plans}

    alone = {plan.src_uri: made([plan])[plan.src_uri] for plan in plans}
    assert made(plans) == alone
    assert made(plans[::-1]) == alone
    links = [page.twin.count("../schemas/Pet/index.md") for page in alone.values()]
    assert sum(map(bool, links)) >= 4
    assert "(index.md)" in alone["api-reference/schemas/Pet/index.md"].twin

"""What a guide says of an API is held against its description, whatever language its calls are written in."""

import pytest

from apidocs.site.checks.guide_check import GuideCheck
from support.documents import api_of

API = """
info: {title: Museum API, version: "1"}
servers: [{url: "https://museum.example/api/v2"}]
paths:
  /hours:
    get:
      operationId: hours
      parameters: [{name: startDate, in: query, schema: {type: string}}]
      responses:
        "200":
          description: Hours.
          content:
            application/json:
              schema:
                type: object
                properties: {open: {type: string}, close: {type: string}, date: {type: string}}
  /tickets:
    post:
      operationId: buy
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [kind]
              properties:
                kind: {type: string, enum: [general, event]}
                email: {type: string}
                guests: {type: integer}
      responses: {"201": {description: Bought.}}
  /tickets/{id}/code:
    get: {operationId: code, responses: {"200": {description: Code.}}}
components:
  securitySchemes:
    login:
      type: oauth2
      flows: {clientCredentials: {tokenUrl: "https://museum.example/api/v2/token", scopes: {}}}
"""
OTHER = """
info: {title: Zoo, version: "1"}
servers: [{url: "https://zoo.example"}]
paths: {/animals: {get: {operationId: animals, responses: {"200": {description: Animals.}}}}}
"""
CHECK = GuideCheck([api_of(API), api_of(OTHER)])
URL = "https://museum.example/api/v2"


def faults(text: str) -> list[str]:
    return [fault.placed("docs/g.md") for fault in CHECK.iter_faults(text)]


def block(language: str, text: str) -> str:
    return f"# Guide\n\n```{language}\n{text}\n```\n"


WRONG = {
    "a misspelt path": (
        "bash",
        f"curl {URL}/hourz",
        "4:35: there is no operation GET /hourz: did you mean GET /hours?",
    ),
    "another method": (
        "bash",
        f"curl -X DELETE {URL}/hours",
        "4:45: there is no operation DELETE /hours: did you mean GET /hours?",
    ),
    "a path that nothing is like": (
        "bash",
        f"curl {URL}/exhibitions",
        "4:35: there is no operation GET /exhibitions: mend the call, or describe the operation",
    ),
    "the variable of the samples": (
        "bash",
        'curl "$MUSEUM_BASE_URL/exhibitions"',
        "4:23: there is no operation GET /exhibitions: mend the call, or describe the operation",
    ),
    "a variable of the guide": (
        "bash",
        'export BASE="https://zoo.example"\ncurl "$BASE/animal"',
        "5:12: there is no operation GET /animal: did you mean GET /animals?",
    ),
    "a parameter": (
        "bash",
        f'curl "{URL}/hours?startdate=1"',
        "4:43: there is no parameter startdate: did you mean startDate?",
    ),
    "a body that is missing": ("bash", f"curl -X POST {URL}/tickets", "4:1: the request body is missing"),
    "a field": (
        "bash",
        f'curl -X POST {URL}/tickets \\\n  -d \'{{"kind": "event", "emial": "a"}}\'',
        "5:26: there is no property emial: did you mean email?",
    ),
    "a value": (
        "bash",
        f'curl -X POST {URL}/tickets -d \'{{"kind": "evnt"}}\'',
        "4:66: evnt is no value: write one of general, event",
    ),
    "a type": (
        "bash",
        f'curl -X POST {URL}/tickets -d \'{{"kind": "event", "guests": "2x"}}\'',
        "4:85: 2x is no integer",
    ),
    "requests": (
        "python",
        'requests.get(f"{base}/hourz")',
        "4:22: there is no operation GET /hourz: did you mean GET /hours?",
    ),
    "a parameter of requests": (
        "python",
        'requests.get(f"{base}/hours?startdate=1")',
        "4:29: there is no parameter startdate: did you mean startDate?",
    ),
    "urllib": (
        "python",
        'data = json.dumps({\n    "kind": "event",\n    "mail": "a",\n})\nRequest(f"{base}/tickets", data)',
        "6:6: there is no property mail: did you mean email?",
    ),
    "fetch": (
        "javascript",
        'fetch(`${base}/tickets`, {\n  method: "POST",\n  body: JSON.stringify({ kind, emails: [1] }),\n});',
        "6:32: there is no property emails: did you mean email?",
    ),
    "PowerShell": (
        "powershell",
        '$body = @{ knd = "event" } | ConvertTo-Json\nirm -Uri "$base/tickets" -Method Post -Body $body',
        "4:12: there is no property knd: did you mean kind?",
    ),
    "another method in PowerShell": (
        "powershell",
        'Invoke-RestMethod -Uri "$base/tickets" -Method Delete',
        "4:30: there is no operation DELETE /tickets: did you mean POST /tickets?",
    ),
}


@pytest.mark.parametrize(("language", "text", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_with_its_place_and_the_nearest_name(
    language: str, text: str, said: str
) -> None:
    assert faults(block(language, text)) == [f"docs/g.md:{said}"]


def test_an_answer_is_held_against_the_call_before_it() -> None:
    call = block("bash", f"curl {URL}/hours")
    assert faults(call + block("json", '{"open": "10", "close": "18"}')) == []
    (said,) = faults(call + block("json", '{"open": "10", "closed": "18"}'))
    assert said.endswith(":9:17: there is no property closed: did you mean close?")


RIGHT = {
    "a call with all it has": ("bash", f'curl "{URL}/hours?startDate=1"'),
    "an identifier": ("bash", f'curl "{URL}/tickets/$ID/code"'),
    "another API of the site": ("bash", "curl https://zoo.example/animals"),
    "another site": ("bash", "curl https://museum.example/shop/tickets"),
    "the token of the API": ("bash", f"curl -X POST {URL}/token -d 'grant_type=client_credentials'"),
    "a command that is open": ("bash", "curl 'https://museum.example"),
    "a path of a computer": ("python", 'open("/usr/share/hours.txt")\nrun("/usr/bin/env")'),
    "a mapping that is sent to nobody": ("powershell", 'Get-Item @{ kind = "event"; none = 1 }'),
    "a body with unknown parts": (
        "javascript",
        'fetch(`${base}/tickets`, { method: "POST", body: JSON.stringify({ ...rest, kind: "event" }) })',
    ),
    "other JSON": ("json", '{"compilerOptions": {"strict": true}}'),
    "a program in words": ("text", "GET /hourz"),
}


@pytest.mark.parametrize(("language", "text"), RIGHT.values(), ids=RIGHT)
def test_what_is_right_or_of_something_else_is_left_alone(language: str, text: str) -> None:
    assert faults(block("bash", f"curl {URL}/hours") + block(language, text)) == []

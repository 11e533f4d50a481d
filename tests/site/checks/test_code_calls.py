"""Calls in programs of a guide, whatever their language."""

import pytest

from apidocs.markdown.guides import iter_code_blocks
from apidocs.site.checks.code_calls import iter_code_calls

# A program, and each call of it: line, method and path.
PROGRAMS = {
    "fetch": (
        'const answer = await fetch(`${base}/api/v1/sessions/${id}/focus`, {\n  method: "POST",\n});',
        ["1 POST /api/v1/sessions/{}/focus"],
    ),
    "fetch without a method": ("await fetch(base + '/sessions?recent=true')", ["1  /sessions"]),
    "urllib": (
        'request = urllib.request.Request(\n    f"{BASE}/sessions/{session_id}", method="DELETE"\n)',
        ["2 DELETE /sessions/{}"],
    ),
    "requests": (
        'requests.post("http://127.0.0.1:18432/api/v1/imports", json=body)',
        ["1 POST /api/v1/imports"],
    ),
    "Invoke-RestMethod": (
        'Invoke-RestMethod -Uri "$base/sessions/$id/open" -Method Post -Headers $headers',
        ["1 POST /sessions/{}/open"],
    ),
    "splat": (
        "$call = @{\n  Uri = \"$base/sessions/$($session.id)/focus\"\n  Method = 'Post'\n}\nirm @call",
        ["2 POST /sessions/{}/focus"],
    ),
    "method before the address": (
        '$call = @{\n  Method = "Put"\n  Uri = "$base/sessions/1"\n}',
        ["3 PUT /sessions/1"],
    ),
    "two calls": (
        'a = get(f"{base}/one")\nb = client.post(f"{base}/two")',
        ["1  /one", "2 POST /two"],
    ),
    "no call": ("ratio = width / height", []),
}


@pytest.mark.parametrize(("program", "calls"), PROGRAMS.values(), ids=PROGRAMS)
def test_each_call_is_read(program: str, calls: list[str]) -> None:
    (block,) = iter_code_blocks(f"```text\n{program}\n```")
    found = [f"{each.line - 1} {each.method} {each.path}" for each in iter_code_calls(block)]
    assert found == calls


@pytest.mark.parametrize(
    ("path", "template", "fits"),
    [
        ("/sessions/{}/focus", "/api/v1/sessions/{id}/focus", True),
        ("/sessions/7", "/sessions/{id}", True),
        ("/{}", "/sessions", False),
        ("/api/v1/sessions", "/sessions", False),
        ("/sessions/{}/open", "/api/v1/sessions/{id}/focus", False),
    ],
)
def test_a_call_fits_an_operation_by_the_end_of_its_path(path: str, template: str, *, fits: bool) -> None:
    (block,) = iter_code_blocks(f'```text\nget("{path}")\n```')
    (found,) = iter_code_calls(block)
    assert found.fits("GET", template) is fits

"""Write the PowerShell twin of a bash block of a guide: the same requests, in the same order."""

import re

_VARIABLE = re.compile(r"\$(\w+)")
_CURL = re.compile(r"(?ms)^curl \\\n.*?[^\\]\n(?=\n|\Z)")


def powershell_twin(bash: str) -> str:
    """Return the block in PowerShell: exports and simple curl commands, the only ones that guides have."""
    written = re.sub(r'(?m)^export (\w+)="(.*)"$', lambda found: f'$env:{found[1]} = "{found[2]}"', bash)
    return _CURL.sub(lambda found: _request(found[0]), written)


def _request(curl: str) -> str:
    """Return one command, its options in the order of the curl command's.

    The text of a body goes as bytes: before PowerShell 7.4 it would be sent as Latin-1.
    """
    body = re.search(r"(?ms)^  -d '(.*?)' \\\n", curl)
    lines = [_with_variables(line) for line in _iter_lines(curl) if line]
    request = " `\n  ".join(["Invoke-RestMethod", *lines]) + " |\n  ConvertTo-Json -Depth 5\n"
    return request if body is None else f"$body = '{re.sub('(?m)^  ', '', body[1])}'\n{request}"


def _iter_lines(curl: str) -> list[str]:
    method = re.search(r"(?m)^  -X (\w+)", curl)
    url = re.search(r'(?m)^  ("\$SESSIONDOCK_BASE_URL/.*")$', curl)
    assert url is not None, curl
    has_body = "\n  -d '" in curl
    return [
        f"-Method {method[1].capitalize()}" if method else "",
        '-Headers @{ Authorization = "Bearer $SESSIONDOCK_TOKEN" }',
        '-ContentType "application/json"' if has_body else "",
        "-Body ([Text.Encoding]::UTF8.GetBytes($body))" if has_body else "",
        f"-Uri {url[1]}",
    ]


def _with_variables(line: str) -> str:
    return line if line.startswith("-Body") else _VARIABLE.sub(r"$env:\1", line)

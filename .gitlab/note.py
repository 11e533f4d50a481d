"""Keep one note on the merge request of a GitLab job: note.py FILE.

Needs the variables that GitLab gives such a job, and PREVIEW_TOKEN: an access token with the scope `api`. The
file is text of a stranger: it is sent, and nothing of it is run.
"""
# ruff: noqa: INP001 - a program, and no package

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

MARKER = "<!-- preview of the documentation -->"
SECONDS = 60
LAST = 500


def main() -> int:
    """Write the note, or write the one anew that is there; 1 when GitLab refuses."""
    variables = ("CI_API_V4_URL", "CI_PROJECT_ID", "CI_MERGE_REQUEST_IID", "PREVIEW_TOKEN")
    missing = [name for name in variables if not os.environ.get(name)]
    if missing or len(sys.argv) != 2:  # noqa: PLR2004 - the file
        sys.stderr.write(f"note.py: set {', '.join(missing)}\n" if missing else f"{__doc__}\n")
        return 2
    api, project, number, token = (os.environ[name] for name in variables)
    notes = f"projects/{project}/merge_requests/{number}/notes"
    try:
        body = f"{MARKER}\n{Path(sys.argv[1]).read_text(encoding='utf-8')}"
        user = _call(api, "user", token)["id"]
        # The first run writes it, so that it is among the first.
        first = _call(api, f"{notes}?order_by=created_at&sort=asc&per_page=100", token)
        own = [
            each["id"] for each in first if each["author"]["id"] == user and each["body"].startswith(MARKER)
        ]
        if own:
            _call(api, f"{notes}/{own[0]}", token, "PUT", body)
        else:
            _call(api, notes, token, "POST", body)
    except HTTPError as error:
        sys.stderr.write(
            f"note.py: {error.url}: {error.code} {error.read().decode(errors='replace')[:500]}\n"
        )
        return 1
    except (OSError, URLError) as error:
        sys.stderr.write(f"note.py: {error}\n")
        return 1
    return 0


def _call(api: str, path: str, token: str, method: str = "GET", body: str | None = None) -> Any:  # noqa: ANN401 - JSON
    data = None if body is None else json.dumps({"body": body}).encode()
    headers = {"PRIVATE-TOKEN": token, "Content-Type": "application/json"}
    request = Request(f"{api}/{path}", data=data, headers=headers, method=method)  # noqa: S310 - GitLab's own
    with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
        return json.load(answer)


if __name__ == "__main__":
    raise SystemExit(main())

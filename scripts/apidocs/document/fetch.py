"""Fetch http and https addresses."""

import re
import time
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from apidocs.problems import Problem, ProblemsError

TIMEOUT = 30.0
"""Seconds a server has for its whole answer."""

_WEB = re.compile(r"https?://", re.IGNORECASE)
_CHUNK = 1 << 16
_KEPT = "/%:@!$&'()*+,;=~?"  # what has a meaning in a path or query (RFC 3986)


def is_url(location: str) -> bool:
    """Tell whether a location is an address and no path; `fetch` refuses one of another scheme."""
    return "://" in location


def fetch(url: str, max_bytes: int) -> bytes:
    """Return the body of the answer, at most one byte more than `max_bytes`. Raises ProblemsError."""
    if not _WEB.match(url):
        raise _refuse(
            url, "unsupported-url", "only http and https addresses are read: download the file first"
        )
    try:
        with build_opener(_WebRedirects).open(_build_request(url), timeout=TIMEOUT) as response:
            return _read(response, max_bytes)
    except HTTPError as error:
        error.close()
        raise _refuse(
            url, "url-unreachable", _HTTP_STATUS.format(status=f"{error.code} {error.reason}")
        ) from error
    except (OSError, HTTPException, ValueError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        raise _refuse(url, "url-unreachable", _UNREACHABLE.format(reason=reason)) from error


def _build_request(url: str) -> Request:
    """Return a request for an address as people write it, with spaces and other letters in its path."""
    parts = urlsplit(url)
    written = parts._replace(path=quote(parts.path, _KEPT), query=quote(parts.query, _KEPT), fragment="")
    return Request(  # noqa: S310 - only web addresses come here
        urlunsplit(written), headers={"Accept": _ACCEPT, "User-Agent": "apidocs"}
    )


class _WebRedirects(HTTPRedirectHandler):
    """Follows a redirect to another web address only."""

    def redirect_request(  # noqa: PLR0913, PLR0917 - the signature of urllib
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if not _WEB.match(newurl):
            raise HTTPError(
                newurl, code, f"{msg} - Redirection to url '{newurl}' is not allowed", headers, fp
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _read(response: HTTPResponse, max_bytes: int) -> bytes:
    """Read in pieces: a server that drips bytes would never meet the timeout of a single read."""
    deadline = time.monotonic() + TIMEOUT
    body = bytearray()
    while len(body) <= max_bytes and (chunk := response.read1(min(_CHUNK, max_bytes + 1 - len(body)))):
        body += chunk
        if time.monotonic() > deadline:
            raise TimeoutError(f"the answer took longer than {TIMEOUT:.0f} seconds")
    return bytes(body)


def _refuse(url: str, rule: str, message: str) -> ProblemsError:
    return ProblemsError([Problem(url, 1, 1, rule, message, "error")])


_ACCEPT = "application/json, application/yaml;q=0.9, text/yaml;q=0.9, */*;q=0.1"
_HTTP_STATUS = "the server answers {status}: open the address in a browser and correct it"
_UNREACHABLE = (
    "the address cannot be read ({reason}): check the address and the network, or download the file "
    "and name it"
)

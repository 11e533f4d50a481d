"""Load a Document from a path or URL."""

import json
import re

from apidocs.document.document import Document
from apidocs.document.files import Files
from apidocs.document.reach import INSIDE, Reach
from apidocs.document.source import Source
from apidocs.problems import Problem, ProblemsError, quote

MAX_BYTES = 256 * 2**20
"""Bytes one file may have; the largest public descriptions stay below 20 million."""

_FAMILIES = {"openapi": re.compile(r"(3\.\d+)([.-].*)?"), "swagger": re.compile(r"(2\.0)")}
_KNOWN = ("3.0", "3.1", "3.2")


def load(location: str, reach: Reach = INSIDE, *, max_bytes: int = MAX_BYTES) -> Document:
    """Read the document at a path or http(s) URL; other files are read when a reference to them is followed.

    `reach` says how far references may lead. Raises ProblemsError when the document cannot be read as JSON
    or YAML, or is no OpenAPI description.
    """
    files = Files(location, reach, max_bytes)
    source = files.read_root()
    return Document(source, _find_version(source), files.read)


def _find_version(source: Source) -> str:
    """Return the family, such as "3.1"; an unquoted `openapi: 3.1` is a number and clear enough.

    A newer version of OpenAPI 3 is read as the newest one that is known.
    """
    root = source.value
    if root is None:
        raise ProblemsError([Problem(source.name, 1, 1, "empty-file", _EMPTY, "error")])
    if not isinstance(root, dict):
        raise _refuse(source, "root-not-a-mapping", _NO_MAPPING.format(kind=_KINDS[type(root)]))
    if (key := next((key for key in _FAMILIES if key in root), None)) is None:
        raise _refuse(source, "not-openapi", _NOT_OPENAPI)
    if (family := _FAMILIES[key].fullmatch(_write_version(root[key]))) is None:
        written = quote(f"{key}: {json.dumps(root[key], ensure_ascii=False)}")
        raise _refuse(source, "unknown-version", _UNKNOWN.format(written=written), key)
    return family[1] if key == "swagger" or family[1] in _KNOWN else _KNOWN[-1]


def _write_version(version: object) -> str:
    return str(version).strip() if isinstance(version, (str, float)) else ""


def _refuse(source: Source, rule: str, message: str, *tokens: str) -> ProblemsError:
    line, column = source.positions.find(tokens)
    return ProblemsError([Problem(source.name, line, column, rule, message, "error")])


_KINDS = {list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number"}
_EMPTY = "the file is empty: write the OpenAPI description into it"
_NO_MAPPING = "the file holds {kind}: an OpenAPI description is a mapping that begins with `openapi: 3.1.0`"
_NOT_OPENAPI = (
    "this is no OpenAPI description: neither `openapi` nor `swagger` is a key of it; add its version at "
    "the top, for example `openapi: 3.1.0`"
)
_UNKNOWN = (
    "{written} is no version this generator reads: write 3.0, 3.1 or 3.2 under "
    '`openapi`, or "2.0" under `swagger`'
)

"""The description for download, as JSON and as YAML."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator

import yaml

from apidocs.document.bundle import is_one_file, one_file
from apidocs.document.document import Document
from apidocs.pages.addresses import REFERENCE
from apidocs.pages.downloads.yaml_writer import block_yaml
from apidocs.problems import JsonValue


def document_files(document: Document) -> Iterator[tuple[str, str]]:
    """Give path and text of the document for download: as JSON, and as YAML, which people read too."""
    value = one_file(document)
    source = document.root.source
    is_as_written = is_one_file(document) and source.is_whole and not source.is_json
    json_text = json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
    yaml_text = document.text if is_as_written else to_yaml(value)
    yield f"{REFERENCE}/openapi.json", json_text
    yield f"{REFERENCE}/openapi.yaml", yaml_text


def to_yaml(value: JsonValue) -> str:
    """Write the value as YAML that loads back to it by the rules of YAML 1.1 and of 1.2."""
    if isinstance(value, dict) and value:
        return block_yaml(value, _quoted)
    return str(yaml.safe_dump(value))


def _quoted(text: str) -> str:
    """Write a text with escapes, which may hold anything, on one line."""
    shown = str(yaml.safe_dump(text, default_style='"', width=math.inf))
    return shown.rstrip("\n")

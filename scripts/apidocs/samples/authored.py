"""Turns the samples that an author wrote beside an operation into tabs like ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from apidocs.model.operation import Operation
from apidocs.samples import Sample

# The extensions by which generators know them, in the order in which they are shown.
KEYS: Final = ("x-codeSamples", "x-code-samples")


def authored_samples(operation: Operation, beside: Iterable[Sample] = ()) -> tuple[Sample, ...]:
    """Return the author's samples; one that is called as another tab, ours included, gets a number."""
    labels = {sample.label for sample in beside}
    found = []
    for entry in _iter_entries(operation):
        language = str(entry.get("lang") or "text")
        label = _free(str(entry.get("label") or language), labels)
        labels.add(label)
        found.append(Sample(label, language.lower(), str(entry["source"])))
    return tuple(found)


def _iter_entries(operation: Operation) -> Iterator[dict[str, Any]]:
    for key in KEYS:
        entries = operation.extensions.get(key)
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict) and isinstance(entry.get("source"), str):
                yield entry


def _free(label: str, labels: set[str]) -> str:
    candidate, number = label, 2
    while candidate in labels:
        candidate, number = f"{label} ({number})", number + 1
    return candidate

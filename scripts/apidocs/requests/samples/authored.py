"""Samples that an author wrote beside an operation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from apidocs.model.operation import CODE_SAMPLES, Operation
from apidocs.requests.samples import Sample


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
    for key in CODE_SAMPLES:
        entries = operation.extensions.get(key)
        yield from filter(_is_sample, entries if isinstance(entries, list) else ())


def left_over(entries: Any) -> Any:  # noqa: ANN401 - a JSON value
    """Return what an extension for samples holds besides: an empty list when all are samples."""
    if not isinstance(entries, list):
        return entries
    return [entry for entry in entries if not _is_sample(entry)]


def _is_sample(entry: object) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("source"), str)


def _free(label: str, labels: set[str]) -> str:
    candidate, number = label, 2
    while candidate in labels:
        candidate, number = f"{label} ({number})", number + 1
    return candidate

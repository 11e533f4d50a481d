"""The kinds of change of the values that a schema allows: types, lists, limits, formats, defaults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from apidocs.diff.rules.operation_rules import Words
from apidocs.model.direction import Direction

REFUSED: Final = "A request with a value that was right before is refused."
UNEXPECTED: Final = "A client gets a value that it was told could not come, and may fail on it."

VALUE_RULES: Final[Mapping[str, Mapping[Direction, Words]]] = {
    "nothing-allowed": {
        "request": (
            "breaking",
            "no value is accepted as {subject} any more: what the description asks for contradicts itself",
            "Do not send {subject}.",
            "Every request that has it is refused.",
        ),
        "response": (
            "safe",
            "no value of {subject} is possible any more: what the description says contradicts itself",
            "",
            "",
        ),
    },
    "something-allowed": {
        "request": ("safe", "{subject} now accepts values; before, the description allowed none", "", ""),
        "response": (
            "risky",
            "{subject} may now have a value; before, the description allowed none",
            "Expect {subject} to be there.",
            "A client that was told that the value never comes may not be able to read it.",
        ),
    },
    "type-changed": {
        "request": (
            "breaking",
            "{subject} has to be {revision}, not {base}",
            "Send {subject} as {revision}.",
            REFUSED,
        ),
        "response": (
            "breaking",
            "{subject} is {revision}, not {base}",
            "Read {subject} as {revision}.",
            UNEXPECTED,
        ),
    },
    "type-narrowed": {
        "request": (
            "breaking",
            "{subject} has to be {revision}; before, it could be {base}",
            "Send {subject} as {revision} only.",
            REFUSED,
        ),
        "response": ("safe", "{subject} is now always {revision}; before, it could be {base}", "", ""),
    },
    "type-widened": {
        "request": ("safe", "{subject} may now be {revision}, not only {base}", "", ""),
        "response": (
            "breaking",
            "{subject} may now be {revision}; before, it was always {base}",
            "Read {subject} as {revision} too.",
            UNEXPECTED,
        ),
    },
    "type-stated": {
        "request": (
            "risky",
            "{subject} is now said to be {revision}; before, no type was written",
            "Send {subject} as {revision}.",
            "Taken by the letter, a schema without a type allows other values, too; they are refused now.",
        ),
        "response": ("safe", "{subject} is now said to be {revision}; before, no type was written", "", ""),
    },
    "type-unstated": {
        "request": ("safe", "{subject} is no longer said to be {base}: no type is written", "", ""),
        "response": (
            "risky",
            "{subject} is no longer said to be {base}: no type is written",
            "Do not rely on {subject} being {base}.",
            "Taken by the letter, a schema without a type allows other values, too.",
        ),
    },
    "became-nullable": {
        "request": ("safe", "{subject} may now be null", "", ""),
        "response": (
            "breaking",
            "{subject} may now be null",
            "Expect {subject} to be null.",
            "A client that reads the value without looking fails on null.",
        ),
    },
    "became-not-nullable": {
        "request": ("breaking", "{subject} may no longer be null", "Do not send null as {subject}.", REFUSED),
        "response": ("safe", "{subject} is no longer null in any response", "", ""),
    },
    "enum-added": {
        "request": (
            "breaking",
            "{subject} now accepts these values only: {revision}",
            "Send one of {revision} as {subject}.",
            REFUSED,
        ),
        "response": ("safe", "{subject} is now always one of {revision}", "", ""),
    },
    "enum-removed": {
        "request": ("safe", "{subject} now accepts other values than {base}, too", "", ""),
        "response": (
            "breaking",
            "{subject} may now have other values than {base}",
            "Expect any value as {subject}.",
            UNEXPECTED,
        ),
    },
    "enum-value-added": {
        "request": ("safe", "{subject} now also accepts {revision}", "", ""),
        "response": (
            "risky",
            "{subject} may now be {revision}",
            "Expect {revision} as a value of {subject}.",
            "A client that handles the listed values only does not know the new one.",
        ),
    },
    "enum-value-removed": {
        "request": (
            "breaking",
            "{subject} no longer accepts {base}",
            "Do not send {base} as {subject}.",
            REFUSED,
        ),
        "response": (
            "safe",
            "{subject} is no longer {base} in any response",
            "Nothing fails; code for {base} can go.",
            "",
        ),
    },
    "limit-added": {
        "request": (
            "breaking",
            "{subject} has a new limit: {revision}",
            "Send {subject} within {revision}.",
            REFUSED,
        ),
        "response": ("safe", "{subject} now keeps to the limit {revision}", "", ""),
    },
    "limit-removed": {
        "request": ("safe", "{subject} no longer has the limit {base}", "", ""),
        "response": (
            "breaking",
            "{subject} no longer keeps to the limit {base}",
            "Expect {subject} beyond {base}.",
            UNEXPECTED,
        ),
    },
    "limit-tightened": {
        "request": (
            "breaking",
            "the limit of {subject} is stricter: {revision} instead of {base}",
            "Send {subject} within {revision}.",
            REFUSED,
        ),
        "response": ("safe", "{subject} keeps to a stricter limit: {revision} instead of {base}", "", ""),
    },
    "limit-loosened": {
        "request": ("safe", "the limit of {subject} is less strict: {revision} instead of {base}", "", ""),
        "response": (
            "breaking",
            "{subject} keeps to a less strict limit only: {revision} instead of {base}",
            "Expect {subject} up to {revision}.",
            UNEXPECTED,
        ),
    },
    "limit-changed": {
        "request": (
            "breaking",
            "{subject} has another limit: {revision} instead of {base}",
            "Send {subject} within {revision}.",
            REFUSED,
        ),
        "response": (
            "breaking",
            "{subject} keeps to another limit: {revision} instead of {base}",
            "Expect {subject} within {revision}.",
            UNEXPECTED,
        ),
    },
    "pattern-added": {
        "request": (
            "breaking",
            "{subject} now has to match the pattern {revision}",
            "Send only a {subject} that matches {revision}.",
            REFUSED,
        ),
        "response": ("safe", "{subject} now always matches the pattern {revision}", "", ""),
    },
    "pattern-removed": {
        "request": ("safe", "{subject} no longer has to match the pattern {base}", "", ""),
        "response": (
            "risky",
            "{subject} may no longer match the pattern {base}",
            "Do not rely on {base} for {subject}.",
            "A client that takes the value apart by the pattern may fail.",
        ),
    },
    "pattern-changed": {
        "request": (
            "risky",
            "{subject} has to match the pattern {revision} instead of {base}",
            "Check that what you send as {subject} matches {revision}.",
            "Which values only one of two patterns matches is not decided here; some may be refused now.",
        ),
        "response": (
            "risky",
            "{subject} matches the pattern {revision} instead of {base}",
            "Check how you read {subject}.",
            "A client that takes the value apart by the old pattern may fail.",
        ),
    },
    "format-added": {
        "request": (
            "risky",
            "{subject} now has the format {revision}",
            "Check that what you send as {subject} is a valid {revision}.",
            "A format may be checked or only be a note; a server that checks it refuses other values.",
        ),
        "response": ("safe", "{subject} now has the format {revision}", "", ""),
    },
    "format-removed": {
        "request": ("safe", "{subject} no longer has the format {base}", "", ""),
        "response": (
            "risky",
            "{subject} no longer has the format {base}",
            "Do not rely on {base} for {subject}.",
            "A client that parses the value by its format may fail.",
        ),
    },
    "format-narrowed": {
        "request": (
            "risky",
            "{subject} has the narrower format {revision} instead of {base}",
            "Check that what you send as {subject} is a valid {revision}.",
            "A server that checks formats refuses values that the wider one allowed.",
        ),
        "response": ("safe", "{subject} has the narrower format {revision} instead of {base}", "", ""),
    },
    "format-widened": {
        "request": ("safe", "{subject} has the wider format {revision} instead of {base}", "", ""),
        "response": (
            "risky",
            "{subject} has the wider format {revision} instead of {base}",
            "Read {subject} as {revision}.",
            "A client that parses the value by the narrower format may fail.",
        ),
    },
    "format-changed": {
        "request": (
            "breaking",
            "{subject} has the format {revision} instead of {base}",
            "Send {subject} as {revision}.",
            "A server that reads the new format refuses a value in the old one.",
        ),
        "response": (
            "breaking",
            "{subject} has the format {revision} instead of {base}",
            "Read {subject} as {revision}.",
            "A client that parses the value by the old format fails.",
        ),
    },
    "number-format-narrowed": {
        "request": (
            "breaking",
            "{subject} has to be in the range of {revision}; before, it could be any {base}",
            "Send {subject} as {revision}.",
            REFUSED,
        ),
        "response": ("safe", "{subject} is now in the range of {revision}, not only of {base}", "", ""),
    },
    "number-format-widened": {
        "request": ("safe", "{subject} may now be any {revision}, not only {base}", "", ""),
        "response": (
            "breaking",
            "{subject} may now be any {revision}; before, it was in the range of {base}",
            "Read {subject} as {revision}.",
            "A client that reads the value into a smaller number fails or cuts it off.",
        ),
    },
    "default-changed": {
        "request": (
            "risky",
            "the default of {subject} was changed from {base} to {revision}",
            "Send {subject}, if you relied on its default.",
            "A request without the value now means something else.",
        ),
        "response": ("safe", "the default of {subject} was changed from {base} to {revision}", "", ""),
    },
    "deprecated": {
        "request": ("safe", "{subject} is now deprecated", "Plan to stop sending {subject}.", ""),
        "response": ("safe", "{subject} is now deprecated", "Plan to stop reading {subject}.", ""),
    },
    "undeprecated": {
        "request": ("safe", "{subject} is no longer deprecated", "", ""),
        "response": ("safe", "{subject} is no longer deprecated", "", ""),
    },
    "xml-changed": {
        "request": (
            "breaking",
            "in XML, {subject} has to be written as {revision}, not as {base}",
            "Write {subject} as {revision}.",
            "The server does not find the value under its old name or in its old form.",
        ),
        "response": (
            "breaking",
            "in XML, {subject} is written as {revision}, not as {base}",
            "Read {subject} as {revision}.",
            "A client does not find the value under its old name or in its old form.",
        ),
    },
}

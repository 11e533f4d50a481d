"""The kinds of change of what a schema is built of: properties, alternatives, discriminators, conditions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from apidocs.diff.rules.operation_rules import Words
from apidocs.diff.rules.value_rules import REFUSED, UNEXPECTED
from apidocs.model.direction import Direction

IGNORED: Final = (
    "The description does not tell whether a request with the property is refused or it is ignored."
)
MISSING: Final = "A client that reads the property finds nothing; it could be absent before, too."

STRUCTURE_RULES: Final[Mapping[str, Mapping[Direction, Words]]] = {
    "required-property-added": {
        "request": (
            "breaking",
            "the required property {subject} was added",
            "Send {subject} with every body.",
            "A request without the property is refused.",
        ),
        "response": ("safe", "the property {subject} was added, and is always there", "", ""),
    },
    "property-added": {
        "request": ("safe", "the optional property {subject} was added", "", ""),
        "response": ("safe", "the property {subject} was added", "", ""),
    },
    "property-added-to-closed": {
        "request": ("safe", "the optional property {subject} was added", "", ""),
        "response": (
            "risky",
            "the property {subject} was added to an object that had the described properties only",
            "Ignore properties that you do not know.",
            "A client that refuses what is not described fails on the new property.",
        ),
    },
    "required-property-removed": {
        "request": (
            "risky",
            "the required property {subject} was removed",
            "Stop sending {subject}: it is ignored or refused.",
            IGNORED,
        ),
        "response": (
            "breaking",
            "the property {subject} was removed; it was always there",
            "Do not read {subject} any more.",
            "A client that reads the property finds nothing.",
        ),
    },
    "property-removed": {
        "request": (
            "risky",
            "the property {subject} was removed",
            "Stop sending {subject}: it is ignored or refused.",
            IGNORED,
        ),
        "response": (
            "risky",
            "the property {subject} was removed",
            "Do not read {subject} any more.",
            MISSING,
        ),
    },
    "deprecated-required-property-removed": {
        "request": (
            "safe",
            "the required property {subject} was removed; it had been deprecated",
            "Stop sending {subject}.",
            "",
        ),
        "response": (
            "risky",
            "the property {subject} was removed; it was always there, and had been deprecated",
            "Do not read {subject} any more.",
            "A client that did not heed the deprecation finds nothing.",
        ),
    },
    "deprecated-property-removed": {
        "request": (
            "safe",
            "the property {subject} was removed; it had been deprecated",
            "Stop sending {subject}, if you still do.",
            "",
        ),
        "response": (
            "risky",
            "the property {subject} was removed; it had been deprecated",
            "Do not read {subject} any more.",
            "A client that did not heed the deprecation finds nothing.",
        ),
    },
    "property-forbidden": {
        "request": (
            "breaking",
            "{subject} is no longer accepted: a body that has it is refused",
            "Do not send {subject}.",
            REFUSED,
        ),
        "response": ("safe", "{subject} is never in a response now", "", ""),
    },
    "property-no-longer-forbidden": {
        "request": ("safe", "{subject} is no longer refused", "", ""),
        "response": (
            "risky",
            "{subject} may now be in a response; before, it was never there",
            "Expect {subject} to be there.",
            UNEXPECTED,
        ),
    },
    "property-became-required": {
        "request": (
            "breaking",
            "{subject} is now required",
            "Send {subject} with every body.",
            "A request without the property is refused.",
        ),
        "response": ("safe", "{subject} is now always there", "", ""),
    },
    "property-became-optional": {
        "request": ("safe", "{subject} is no longer required", "", ""),
        "response": (
            "breaking",
            "{subject} is no longer always there",
            "Expect {subject} to be absent.",
            "A client that relies on the property fails when it is absent.",
        ),
    },
    "additional-properties-forbidden": {
        "request": (
            "breaking",
            "{subject} no longer accepts other properties than the described ones",
            "Send only described properties in {subject}.",
            REFUSED,
        ),
        "response": ("safe", "{subject} no longer has other properties than the described ones", "", ""),
    },
    "additional-properties-allowed": {
        "request": ("safe", "{subject} now accepts other properties than the described ones", "", ""),
        "response": (
            "risky",
            "{subject} may now have other properties than the described ones",
            "Ignore properties that you do not know in {subject}.",
            "A client that refuses what is not described fails on other properties.",
        ),
    },
    "alternative-added": {
        "request": ("safe", "{subject} may now also be {revision}", "", ""),
        "response": (
            "breaking",
            "{subject} may now also be {revision}",
            "Read {revision} as {subject} too.",
            UNEXPECTED,
        ),
    },
    "alternative-removed": {
        "request": (
            "breaking",
            "{subject} may no longer be {base}",
            "Do not send {base} as {subject}.",
            REFUSED,
        ),
        "response": ("safe", "{subject} is no longer {base} in any response", "", ""),
    },
    "alternatives-exclusive": {
        "request": (
            "risky",
            "{subject} now has to fit exactly one of its alternatives",
            "Send a {subject} that fits one alternative only.",
            "A value that fits two of the alternatives was accepted, and is refused now (oneOf).",
        ),
        "response": ("safe", "{subject} now fits exactly one of its alternatives", "", ""),
    },
    "alternatives-overlapping": {
        "request": ("safe", "{subject} may now fit several of its alternatives at once", "", ""),
        "response": (
            "risky",
            "{subject} may now fit several of its alternatives at once",
            "Do not rely on {subject} fitting one alternative only.",
            "A client that tells the alternatives apart by what they have may take one for another.",
        ),
    },
    "discriminator-added": {
        "request": (
            "risky",
            "the property {revision} now tells which alternative {subject} is",
            "Send {revision} in {subject}, with the value of the alternative that you mean.",
            "A request whose value does not name the alternative may be read as another one, or refused.",
        ),
        "response": ("safe", "the property {revision} now tells which alternative {subject} is", "", ""),
    },
    "discriminator-removed": {
        "request": ("safe", "the property {base} no longer tells which alternative {subject} is", "", ""),
        "response": (
            "risky",
            "the property {base} no longer tells which alternative {subject} is",
            "Tell the alternatives of {subject} apart by what they have.",
            "A client that chooses by the value may not find its alternative.",
        ),
    },
    "discriminator-changed": {
        "request": (
            "breaking",
            "the property that tells which alternative {subject} is was changed from {base} to {revision}",
            "Send {revision} in {subject}.",
            "The server cannot tell which alternative is meant.",
        ),
        "response": (
            "breaking",
            "the property that tells which alternative {subject} is was changed from {base} to {revision}",
            "Read {revision} in {subject}.",
            "A client that chooses by the old property does not find its alternative.",
        ),
    },
    "discriminator-value-added": {
        "request": ("safe", "{revision} now names an alternative of {subject}", "", ""),
        "response": (
            "risky",
            "{revision} is a new name of an alternative of {subject}",
            "Expect {revision} as an alternative of {subject}.",
            "A client that chooses by the value does not know the new one.",
        ),
    },
    "discriminator-value-removed": {
        "request": (
            "breaking",
            "{base} no longer names an alternative of {subject}",
            "Do not send {base} in {subject}.",
            "A request with this value is refused.",
        ),
        "response": (
            "risky",
            "{base} no longer names an alternative of {subject}",
            "Do not wait for {base} in {subject}.",
            "A client that waits for this value never sees it; the alternative may have another name now.",
        ),
    },
    "discriminator-value-moved": {
        "request": (
            "breaking",
            "a value that names an alternative of {subject} means another schema: {base} became {revision}",
            "Send what {revision} asks for, or the value of the alternative that you mean.",
            "A request with this value is read as another alternative, or refused.",
        ),
        "response": (
            "breaking",
            "a value that names an alternative of {subject} means another schema: {base} became {revision}",
            "Read {subject} by the value as {revision} says.",
            "A client that chooses by the value reads a value of another form.",
        ),
    },
    "condition-added": {
        "request": (
            "breaking",
            "{subject} has a new condition: {revision}",
            "Check that what you send as {subject} satisfies {revision}.",
            REFUSED,
        ),
        "response": ("safe", "{subject} now satisfies the condition {revision}", "", ""),
    },
    "condition-removed": {
        "request": ("safe", "{subject} no longer has the condition {base}", "", ""),
        "response": (
            "risky",
            "{subject} may no longer satisfy the condition {base}",
            "Do not rely on {base} of {subject}.",
            UNEXPECTED,
        ),
    },
    "condition-changed": {
        "request": (
            "risky",
            "the condition {revision} of {subject} was changed",
            "Check that what you send as {subject} satisfies {revision}.",
            "Which values only one of the two allows is not decided here; some may be refused now.",
        ),
        "response": (
            "risky",
            "the condition {revision} of {subject} was changed",
            "Check how you read {subject}.",
            "Which values only one of the two conditions allows is not decided here; new ones may come.",
        ),
    },
}

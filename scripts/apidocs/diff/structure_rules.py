"""The kinds of change of what a schema is built of: properties, alternatives, discriminators, conditions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from apidocs.diff.operation_rules import Words
from apidocs.direction import Direction

# aspect: for each direction the level, what changed, and what the author of a client has to do.
STRUCTURE_RULES: Final[Mapping[str, Mapping[Direction, Words]]] = {
    "required-property-added": {
        "request": (
            "breaking",
            "the required property {subject} was added",
            "Send {subject} with every body.",
        ),
        "response": ("safe", "the property {subject} was added, and is always there", ""),
    },
    "property-added": {
        "request": ("safe", "the optional property {subject} was added", ""),
        "response": ("safe", "the property {subject} was added", ""),
    },
    "required-property-removed": {
        "request": (
            "risky",
            "the required property {subject} was removed",
            "Stop sending {subject}: it is ignored or refused.",
        ),
        "response": (
            "breaking",
            "the property {subject}, which was always there, was removed",
            "Do not read {subject} any more.",
        ),
    },
    "property-removed": {
        "request": (
            "risky",
            "the property {subject} was removed",
            "Stop sending {subject}: it is ignored or refused.",
        ),
        "response": ("risky", "the property {subject} was removed", "Do not read {subject} any more."),
    },
    "property-became-required": {
        "request": ("breaking", "{subject} is now required", "Send {subject} with every body."),
        "response": ("safe", "{subject} is now always there", ""),
    },
    "property-became-optional": {
        "request": ("safe", "{subject} is no longer required", ""),
        "response": ("breaking", "{subject} is no longer always there", "Expect {subject} to be absent."),
    },
    "additional-properties-forbidden": {
        "request": (
            "breaking",
            "{subject} takes no other properties than the described ones",
            "Send only described properties in {subject}.",
        ),
        "response": ("safe", "{subject} has no other properties than the described ones", ""),
    },
    "additional-properties-allowed": {
        "request": ("safe", "{subject} takes other properties than the described ones", ""),
        "response": (
            "risky",
            "{subject} may have other properties than the described ones",
            "Ignore properties that you do not know in {subject}.",
        ),
    },
    "alternative-added": {
        "request": ("safe", "{subject} may now be {revision} too", ""),
        "response": ("breaking", "{subject} may now be {revision}", "Read {revision} as {subject} too."),
    },
    "alternative-removed": {
        "request": ("breaking", "{subject} may no longer be {base}", "Do not send {base} as {subject}."),
        "response": ("safe", "{subject} is never {base} any more", ""),
    },
    "discriminator-changed": {
        "request": (
            "breaking",
            "the property that tells the alternatives of {subject} apart is {revision}, it was {base}",
            "Send {revision} in {subject}.",
        ),
        "response": (
            "breaking",
            "the property that tells the alternatives of {subject} apart is {revision}, it was {base}",
            "Read {revision} in {subject}.",
        ),
    },
    "discriminator-value-added": {
        "request": ("safe", "{subject} knows the alternative {revision}", ""),
        "response": (
            "risky",
            "{subject} may name the alternative {revision}",
            "Expect {revision} as an alternative of {subject}.",
        ),
    },
    "discriminator-value-removed": {
        "request": (
            "breaking",
            "{subject} no longer knows the alternative {base}",
            "Do not name {base} in {subject}.",
        ),
        "response": (
            "risky",
            "{subject} no longer names the alternative {base}",
            "Do not wait for {base} in {subject}.",
        ),
    },
    "condition-added": {
        "request": (
            "breaking",
            "{subject} has a new condition, {revision}",
            "Check that what you send as {subject} satisfies {revision}.",
        ),
        "response": ("safe", "{subject} satisfies a new condition, {revision}", ""),
    },
    "condition-removed": {
        "request": ("safe", "{subject} lost its condition {base}", ""),
        "response": ("risky", "{subject} no longer satisfies {base}", "Do not rely on {base} of {subject}."),
    },
    "condition-changed": {
        "request": (
            "risky",
            "the condition {revision} of {subject} changed",
            "Check that what you send as {subject} satisfies {revision}.",
        ),
        "response": (
            "risky",
            "the condition {revision} of {subject} changed",
            "Check how you read {subject}.",
        ),
    },
}

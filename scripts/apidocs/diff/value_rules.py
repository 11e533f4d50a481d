"""The kinds of change of the values that a schema allows: types, enums, limits, patterns, defaults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from apidocs.diff.operation_rules import Words
from apidocs.direction import Direction

# aspect: for each direction the level, what changed, and what the author of a client has to do.
VALUE_RULES: Final[Mapping[str, Mapping[Direction, Words]]] = {
    "type-changed": {
        "request": (
            "breaking",
            "{subject} takes {revision} and no longer {base}",
            "Send {subject} as {revision}.",
        ),
        "response": (
            "breaking",
            "{subject} is {revision} and no longer {base}",
            "Read {subject} as {revision}.",
        ),
    },
    "type-narrowed": {
        "request": (
            "breaking",
            "{subject} takes only {revision}, it took {base}",
            "Send {subject} as {revision} only.",
        ),
        "response": ("safe", "{subject} is always {revision}, it could be {base}", ""),
    },
    "type-widened": {
        "request": ("safe", "{subject} takes {revision}, it took only {base}", ""),
        "response": (
            "breaking",
            "{subject} may be {revision}, it was always {base}",
            "Read {subject} as {revision} too.",
        ),
    },
    "became-nullable": {
        "request": ("safe", "{subject} may now be null", ""),
        "response": ("breaking", "{subject} may now be null", "Expect {subject} to be null."),
    },
    "became-not-nullable": {
        "request": ("breaking", "{subject} may no longer be null", "Do not send null as {subject}."),
        "response": ("safe", "{subject} is never null any more", ""),
    },
    "enum-added": {
        "request": (
            "breaking",
            "{subject} takes only {revision} now",
            "Send one of {revision} as {subject}.",
        ),
        "response": ("safe", "{subject} is always one of {revision} now", ""),
    },
    "enum-removed": {
        "request": ("safe", "{subject} takes other values than {base} too", ""),
        "response": (
            "breaking",
            "{subject} may have other values than {base}",
            "Expect any value as {subject}.",
        ),
    },
    "enum-value-added": {
        "request": ("safe", "{subject} takes {revision} too", ""),
        "response": ("risky", "{subject} may be {revision}", "Expect {revision} as a value of {subject}."),
    },
    "enum-value-removed": {
        "request": ("breaking", "{subject} no longer takes {base}", "Do not send {base} as {subject}."),
        "response": ("safe", "{subject} is never {base} any more", "Nothing fails; code for {base} can go."),
    },
    "limit-added": {
        "request": ("breaking", "{subject} has a new limit, {revision}", "Send {subject} within {revision}."),
        "response": ("safe", "{subject} keeps to a new limit, {revision}", ""),
    },
    "limit-removed": {
        "request": ("safe", "{subject} lost its limit {base}", ""),
        "response": ("breaking", "{subject} no longer keeps to {base}", "Expect {subject} beyond {base}."),
    },
    "limit-tightened": {
        "request": (
            "breaking",
            "{subject} is limited to {revision}, it was {base}",
            "Send {subject} within {revision}.",
        ),
        "response": ("safe", "{subject} keeps to {revision}, it was {base}", ""),
    },
    "limit-loosened": {
        "request": ("safe", "{subject} is limited to {revision}, it was {base}", ""),
        "response": (
            "breaking",
            "{subject} keeps only to {revision}, it was {base}",
            "Expect {subject} up to {revision}.",
        ),
    },
    "limit-changed": {
        "request": (
            "breaking",
            "{subject} is limited by {revision} and no longer by {base}",
            "Send {subject} within {revision}.",
        ),
        "response": (
            "breaking",
            "{subject} keeps to {revision} and no longer to {base}",
            "Expect {subject} within {revision}.",
        ),
    },
    "pattern-added": {
        "request": (
            "breaking",
            "{subject} has to match {revision}",
            "Send only a {subject} that matches {revision}.",
        ),
        "response": ("safe", "{subject} always matches {revision} now", ""),
    },
    "pattern-removed": {
        "request": ("safe", "{subject} no longer has to match {base}", ""),
        "response": (
            "risky",
            "{subject} need not match {base} any more",
            "Do not rely on {base} for {subject}.",
        ),
    },
    "pattern-changed": {
        "request": (
            "risky",
            "{subject} has to match {revision}, it was {base}",
            "Check that what you send as {subject} matches {revision}.",
        ),
        "response": ("risky", "{subject} matches {revision}, it was {base}", "Check how you read {subject}."),
    },
    "format-added": {
        "request": (
            "risky",
            "{subject} has the format {revision} now",
            "Check that what you send as {subject} is a {revision}.",
        ),
        "response": ("safe", "{subject} has the format {revision} now", ""),
    },
    "format-removed": {
        "request": ("safe", "{subject} no longer has the format {base}", ""),
        "response": (
            "risky",
            "{subject} no longer has the format {base}",
            "Do not rely on {base} for {subject}.",
        ),
    },
    "format-changed": {
        "request": (
            "breaking",
            "{subject} has the format {revision} and no longer {base}",
            "Send {subject} as {revision}.",
        ),
        "response": (
            "breaking",
            "{subject} has the format {revision} and no longer {base}",
            "Read {subject} as {revision}.",
        ),
    },
    "default-changed": {
        "request": (
            "risky",
            "the default of {subject} is {revision}, it was {base}",
            "Send {subject} where you relied on its default.",
        ),
        "response": ("safe", "the default of {subject} is {revision}, it was {base}", ""),
    },
    "deprecated": {
        "request": ("safe", "{subject} is now deprecated", "Plan to stop sending {subject}."),
        "response": ("safe", "{subject} is now deprecated", "Plan to stop reading {subject}."),
    },
    "undeprecated": {
        "request": ("safe", "{subject} is no longer deprecated", ""),
        "response": ("safe", "{subject} is no longer deprecated", ""),
    },
}

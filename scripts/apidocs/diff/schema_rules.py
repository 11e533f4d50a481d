"""The kinds of change of a schema, each as it is for requests and as it is for responses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from apidocs.diff.operation_rules import Words
from apidocs.direction import Direction

# aspect: for each direction the level, what changed, and what the author of a client has to do.
SCHEMA_RULES: Final[Mapping[str, Mapping[Direction, Words]]] = {
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
    "deprecated": {
        "request": ("safe", "{subject} is now deprecated", "Plan to stop sending {subject}."),
        "response": ("safe", "{subject} is now deprecated", "Plan to stop reading {subject}."),
    },
    "undeprecated": {
        "request": ("safe", "{subject} is no longer deprecated", ""),
        "response": ("safe", "{subject} is no longer deprecated", ""),
    },
}

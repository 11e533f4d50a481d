"""The kinds of change of operations, parameters, bodies, responses, headers and security."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

Words = tuple[Literal["breaking", "risky", "safe"], str, str]

# id: level, what changed, what the author of a client has to do.
OPERATION_RULES: Final[Mapping[str, Words]] = {
    "operation-removed": (
        "breaking",
        "{subject} was removed",
        "Stop calling {subject}; the description names no successor.",
    ),
    "deprecated-operation-removed": (
        "risky",
        "{subject}, which was deprecated, was removed",
        "Stop calling {subject}, if you still do.",
    ),
    "operation-added": ("safe", "{subject} was added", ""),
    "operation-path-changed": (
        "breaking",
        "the path {base} became {revision}",
        "Call {revision} in the place of {base}.",
    ),
    "operation-method-changed": (
        "breaking",
        "the method {base} became {revision}",
        "Send {revision} in the place of {base}.",
    ),
    "operation-id-changed": (
        "risky",
        "the operationId {base} became {revision}",
        "Rename the call in generated clients, and update links to the operation's page.",
    ),
    "operation-deprecated": ("safe", "{subject} is now deprecated", "Plan to stop calling {subject}."),
    "operation-undeprecated": ("safe", "{subject} is no longer deprecated", ""),
    "operation-tags-changed": (
        "safe",
        "the tags {base} became {revision}",
        "Update links to the operation's page: its address may have moved.",
    ),
    "path-parameter-renamed": ("safe", "the path parameter {base} is now named {revision}", ""),
    "server-removed": ("breaking", "the server {subject} was removed", "Call another server than {subject}."),
    "server-added": ("safe", "the server {subject} was added", ""),
    "webhook-removed": (
        "breaking",
        "the webhook {subject} was removed",
        "Do not wait for {subject} any more.",
    ),
    "webhook-added": ("safe", "the webhook {subject} was added", ""),
    "callback-removed": (
        "breaking",
        "the callback {subject} was removed",
        "Do not wait for {subject} any more.",
    ),
    "callback-added": ("safe", "the callback {subject} was added", ""),
    "request-required-parameter-added": (
        "breaking",
        "the required parameter {subject} was added",
        "Send {subject} with every call.",
    ),
    "request-parameter-added": ("safe", "the optional parameter {subject} was added", ""),
    "request-parameter-removed": (
        "risky",
        "the parameter {subject} was removed",
        "Stop sending {subject}: it is ignored or refused.",
    ),
    "request-parameter-became-required": (
        "breaking",
        "the parameter {subject} is now required",
        "Send {subject} with every call.",
    ),
    "request-parameter-became-optional": ("safe", "the parameter {subject} is no longer required", ""),
    "request-parameter-moved": (
        "breaking",
        "the parameter {subject} moved from {base} to {revision}",
        "Send {subject} as {revision} and no longer as {base}.",
    ),
    "request-parameter-style-changed": (
        "breaking",
        "the parameter {subject} is written as {revision} and no longer as {base}",
        "Write {subject} as {revision}.",
    ),
    "request-parameter-empty-value-forbidden": (
        "breaking",
        "the parameter {subject} may no longer be empty",
        "Send {subject} with a value, or not at all.",
    ),
    "request-parameter-empty-value-allowed": ("safe", "the parameter {subject} may now be empty", ""),
    "request-parameter-deprecated": (
        "safe",
        "the parameter {subject} is now deprecated",
        "Plan to stop sending {subject}.",
    ),
    "request-parameter-undeprecated": ("safe", "the parameter {subject} is no longer deprecated", ""),
    "request-required-body-added": (
        "breaking",
        "a required request body was added",
        "Send a request body with every call.",
    ),
    "request-body-added": ("safe", "an optional request body was added", ""),
    "request-body-removed": ("breaking", "the request body was removed", "Send no request body."),
    "request-body-became-required": (
        "breaking",
        "the request body is now required",
        "Send a request body with every call.",
    ),
    "request-body-became-optional": ("safe", "the request body is no longer required", ""),
    "request-media-type-removed": (
        "breaking",
        "a request body of the type {subject} is no longer accepted",
        "Send another media type than {subject}.",
    ),
    "request-media-type-added": ("safe", "a request body of the type {subject} is now accepted too", ""),
    "request-media-type-widened": ("safe", "every {revision} is accepted now, and not only {base}", ""),
    "request-media-type-narrowed": (
        "breaking",
        "of {base} only {revision} is accepted now",
        "Send {revision}.",
    ),
    "request-media-type-joined": ("safe", "{base} is told with {revision} now, and no longer by itself", ""),
    "request-media-type-split": ("safe", "{revision} is told by itself now, and no longer with {base}", ""),
    "request-encoding-changed": (
        "breaking",
        "the part {subject} of the request body is written as {revision} and no longer as {base}",
        "Write {subject} as {revision}.",
    ),
    "response-success-status-removed": (
        "breaking",
        "the status {subject} is no longer answered",
        "Do not wait for {subject}; accept the statuses that are left.",
    ),
    "response-success-status-added": (
        "risky",
        "the status {subject} is a new success",
        "Accept {subject} as a success.",
    ),
    "response-error-status-removed": ("safe", "the status {subject} is no longer answered", ""),
    "response-error-status-added": (
        "safe",
        "the status {subject} is a new error",
        "Handle {subject} like other errors.",
    ),
    "response-success-status-widened": (
        "risky",
        "{base} is a part of {revision} now",
        "Accept every status of {revision}.",
    ),
    "response-error-status-widened": (
        "safe",
        "{base} is a part of {revision} now",
        "Handle every status of {revision} as an error.",
    ),
    "response-status-narrowed": ("safe", "of {base} only {revision} is answered now", ""),
    "response-status-joined": ("safe", "{base} is told with {revision} now, and no longer by itself", ""),
    "response-status-split": ("safe", "{revision} is told by itself now, and no longer with {base}", ""),
    "response-media-type-removed": (
        "breaking",
        "{subject} is no longer answered",
        "Ask for another media type than {subject}.",
    ),
    "response-media-type-added": ("safe", "{subject} may be answered too", ""),
    "response-media-type-widened": (
        "breaking",
        "any {revision} may be answered, and not only {base}",
        "Ask for {base}, or read what else {revision} may be.",
    ),
    "response-media-type-narrowed": ("safe", "of {base} only {revision} is answered now", ""),
    "response-media-type-joined": ("safe", "{base} is told with {revision} now, and no longer by itself", ""),
    "response-media-type-split": ("safe", "{revision} is told by itself now, and no longer with {base}", ""),
    "response-required-header-removed": (
        "breaking",
        "the header {subject}, which was always sent, was removed",
        "Do not rely on {subject}.",
    ),
    "response-header-removed": ("risky", "the header {subject} was removed", "Do not rely on {subject}."),
    "response-header-added": ("safe", "the header {subject} was added", ""),
    "response-header-became-optional": (
        "breaking",
        "the header {subject} is no longer always sent",
        "Expect {subject} to be absent.",
    ),
    "response-header-became-required": ("safe", "the header {subject} is now always sent", ""),
    "response-header-deprecated": (
        "safe",
        "the header {subject} is now deprecated",
        "Plan to stop reading {subject}.",
    ),
    "response-header-undeprecated": ("safe", "the header {subject} is no longer deprecated", ""),
    "error-code-removed": (
        "risky",
        "the error code {subject} is no longer shown",
        "Do not wait for {subject}: look at the codes that are left.",
    ),
    "error-code-added": (
        "safe",
        "the error code {subject} was added",
        "Handle {subject} where it matters to you.",
    ),
    "security-added": (
        "breaking",
        "calls without credentials are no longer accepted: {revision} is needed",
        "Send {revision} with every call.",
    ),
    "security-removed": ("safe", "calls without credentials are accepted now", ""),
    "security-alternative-removed": (
        "breaking",
        "{subject} is no longer accepted",
        "Use another of the accepted credentials than {subject}.",
    ),
    "security-alternative-added": ("safe", "{subject} is now accepted too", ""),
    "security-scope-added": (
        "breaking",
        "{subject} is now needed",
        "Get credentials with {subject}, or switch the app to it.",
    ),
    "security-scope-removed": ("safe", "{subject} is no longer needed", ""),
    "security-scheme-changed": (
        "breaking",
        "the way to prove who you are changed: {base} became {revision}",
        "Send {revision} in the place of {base}.",
    ),
}

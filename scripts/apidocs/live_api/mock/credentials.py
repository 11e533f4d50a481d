"""Whether a request carries the credentials that its operation asks for."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping

from apidocs.live_api.mock.messages import Message
from apidocs.model.operation import Operation
from apidocs.model.security import SecurityScheme


def is_admitted(
    operation: Operation, schemes: Mapping[str, SecurityScheme], message: Message, token: str
) -> bool:
    """Tell whether one of the operation's requirements is met; the token is the secret of every scheme."""
    if not operation.security:
        return True
    return any(
        all(key not in schemes or _is_met(schemes[key], message, token) for key in requirement.schemes)
        for requirement in operation.security
    )


def _is_met(scheme: SecurityScheme, message: Message, token: str) -> bool:
    """Tell whether the secret of a scheme was sent; a certificate is none that arrives here."""
    if scheme.type == "mutualTLS":
        return True
    if scheme.type == "apiKey":
        return _sent_key(scheme, message) == token
    kind, _, secret = (message.header("Authorization") or "").partition(" ")
    expected = "bearer" if scheme.type in ("oauth2", "openIdConnect") else (scheme.scheme or "")
    if kind.lower() != expected:
        return False
    return secret.strip() == token or (expected == "basic" and _password(secret) == token)


def _sent_key(scheme: SecurityScheme, message: Message) -> str | None:
    name = scheme.parameter_name or ""
    if scheme.location == "query":
        return next((text for key, text in message.pairs if key == name), None)
    return message.cookies.get(name) if scheme.location == "cookie" else message.header(name)


def _password(text: str) -> str:
    """Return the password of Basic credentials (RFC 7617)."""
    try:
        return base64.b64decode(text, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""

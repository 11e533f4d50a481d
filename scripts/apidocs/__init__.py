"""Generate an API reference from an OpenAPI description."""

"""JSON Schema as frozen values."""

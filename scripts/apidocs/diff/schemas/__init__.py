"""The comparison of schemas: what may stand at a place, and how that differs."""

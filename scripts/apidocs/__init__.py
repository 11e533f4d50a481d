"""Turn an OpenAPI description into the pages of an API reference."""

"""The Api model: frozen values in OpenAPI's own words, made once from a document."""

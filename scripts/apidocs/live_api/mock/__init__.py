"""A mock server: any OpenAPI description served from its examples and shapes on this machine."""

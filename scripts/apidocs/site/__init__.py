"""Pages and guides to the published site."""

"""Serving a site while people write."""

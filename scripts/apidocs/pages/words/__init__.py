"""Our own words on pages, in each language."""

"""Pages of the reference: templates, view, addresses, translations, indexes, downloads, coverage."""

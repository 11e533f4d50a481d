"""Writing a site safely: output folder, locks, archives."""

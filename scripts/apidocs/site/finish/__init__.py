"""What is done to a site after MkDocs built it."""

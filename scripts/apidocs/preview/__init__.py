"""Turns two revisions of the project into a preview: the site of one, and what changed since the other."""

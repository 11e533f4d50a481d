"""The plugin for MkDocs sites of other teams."""

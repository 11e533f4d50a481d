"""The conversion of generated Markdown to HTML."""

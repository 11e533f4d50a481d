"""What a page shows of a media type: its fields, shapes, examples and encodings."""

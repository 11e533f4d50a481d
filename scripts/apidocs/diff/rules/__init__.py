"""The rules of the diff: ids, levels and words."""

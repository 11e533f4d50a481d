"""Differences between two schemas."""

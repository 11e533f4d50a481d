"""Checks of a built site."""

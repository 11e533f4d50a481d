"""Rows of the tables of fields."""

"""Pairs of schemas for the diff to compare: drawn, edited, written anew, with values near both."""

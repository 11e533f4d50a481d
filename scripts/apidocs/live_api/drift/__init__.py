"""Drift: where a running app and its documentation say different things."""

"""Tells two descriptions of an API apart: what a client has to know of the way from one to the other."""

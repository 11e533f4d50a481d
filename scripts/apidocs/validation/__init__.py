"""The checks behind `validate`, one module each: every one turns a document into problems."""

"""The changes between two descriptions written down: for people, for programs, as a changelog."""

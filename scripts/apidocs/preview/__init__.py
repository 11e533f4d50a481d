"""Preview a change: the site of one revision, and what differs from another."""

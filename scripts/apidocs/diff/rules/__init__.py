"""Every kind of change: its id, its level and its words."""

"""What a change means for the guides."""

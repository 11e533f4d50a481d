"""What makes rendering pages fast; removable."""

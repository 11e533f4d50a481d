"""What a preview writes."""

"""What makes builds faster and nothing else: without any of it the site says the same."""

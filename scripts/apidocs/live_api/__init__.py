"""A running API: a mock of one, and the comparison of one with its docs."""

"""What a schema means for a reader: shape, members, constraints, pruned for a direction."""

"""Files and addresses to one Document: parsing, positions, references, bundling."""

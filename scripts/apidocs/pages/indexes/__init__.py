"""Pages that list things: authentication, errors, schemas by use."""

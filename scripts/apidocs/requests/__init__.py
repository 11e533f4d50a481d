"""One neutral HTTP request for an operation, and samples that write it down."""

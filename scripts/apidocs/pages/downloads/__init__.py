"""Files beside the pages, most of them for programs."""

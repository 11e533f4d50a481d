"""Text that people wrote: escaping, CommonMark, links, and the code blocks and calls of guides."""

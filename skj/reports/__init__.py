"""What to say about a result, in which order; no colours, no files."""

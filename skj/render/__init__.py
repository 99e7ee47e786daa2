"""Reports and findings onto a stream; masking and escaping live here."""

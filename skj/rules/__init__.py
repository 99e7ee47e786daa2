"""The catalogue of everything `skj` can find, one module per family (architecture section 6)."""

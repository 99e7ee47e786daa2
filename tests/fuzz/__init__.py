"""Random damage to ledgers: `make fuzz`."""

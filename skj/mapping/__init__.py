"""Which ledger a table is and which column is which field, proposed from headings and values; and skj.toml told so."""

"""One module per ledger: its columns, its record, its rules."""

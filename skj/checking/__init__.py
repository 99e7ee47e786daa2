"""Checking: every finding of every ledger, completed for people, chosen, and compared with what the office accepted."""

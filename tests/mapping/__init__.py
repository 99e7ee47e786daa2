"""Mapping of ledgers nobody has seen before."""

"""Measurements beside what people would use instead; `make bench` runs them."""

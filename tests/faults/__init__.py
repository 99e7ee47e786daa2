"""Slow fault-injection harnesses, run by `make faults`."""

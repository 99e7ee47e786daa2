"""skj: trustworthy answers from the ledgers of a Thai personnel office."""

__version__ = "0.1.0"

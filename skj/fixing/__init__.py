"""Fixing: from findings to corrected cells, made in memory, read back, and committed to the office's own files."""

"""Rows to be written: checked as readers check them, turned into cells, committed to the office's own file."""

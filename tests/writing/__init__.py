"""Tests of the layer that turns what an officer types into rows of the office's own files."""

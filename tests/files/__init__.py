"""Tests of everything that touches a disk or a file format."""

"""Tests of `skj.render`."""

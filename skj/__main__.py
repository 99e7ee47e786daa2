"""`python -m skj`: the same as the console script."""

from skj.cli import run

run()

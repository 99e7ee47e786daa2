"""Mapping of ledgers nobody has seen before."""

# Pages are laid out by the maker of workspaces, which makes the sample office's own layouts importable.
import tests.workspaces as workspaces  # noqa: F401, PLR0402  (imported for its effect)

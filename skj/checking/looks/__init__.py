"""A closer look at ledgers that were read: what is understood but written badly, and what only rows together show.

Reading never waits for these rules; `skj check` and `skj fix` alone run them.
"""

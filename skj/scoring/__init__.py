"""The plan, the measures and the levels; pure functions over records."""

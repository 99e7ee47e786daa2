"""`skj fix`."""

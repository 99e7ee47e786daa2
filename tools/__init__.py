"""What developers run; never part of the package."""

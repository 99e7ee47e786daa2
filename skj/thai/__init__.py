"""Thai text: text in, value or reason out; standard library only."""

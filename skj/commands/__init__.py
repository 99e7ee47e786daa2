"""One module per sub-app: parse options, call, hand to render."""

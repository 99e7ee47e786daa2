"""What `skj doctor` looks at: the computer, the workspace, every ledger, the folder they are in."""

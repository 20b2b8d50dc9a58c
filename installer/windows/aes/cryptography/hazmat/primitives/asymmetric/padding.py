"""Private keys: files are protected with passwords only."""

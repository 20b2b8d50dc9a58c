"""Reading private keys: files are protected with passwords only."""

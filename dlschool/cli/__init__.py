"""Commands: thin. Each parses, calls a service, prints for a person or one JSON object."""

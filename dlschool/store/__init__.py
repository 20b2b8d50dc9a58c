"""The only SQL. One SQLite library in the process: sqlcipher3; `migrations` lends it to sqlite-utils."""

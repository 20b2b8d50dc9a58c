"""A calendar-thematic plan (КТЖ/КТП) read from a table: typed, pasted or from Excel."""

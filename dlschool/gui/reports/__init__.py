"""The screen «Reports»: a period, its figures, what is missing, versions, the national database."""

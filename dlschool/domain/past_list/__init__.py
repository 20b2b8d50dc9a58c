"""Registers of cases kept on paper, as schools keep them in Excel: headings, rows, what is wrong."""

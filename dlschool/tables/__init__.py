"""Tables in and out: .xlsx, .xls and .csv read as rows of cells, .xlsx written. Imports nothing above."""

from dlschool.tables.reading import read
from dlschool.tables.sheet import Cell, Row, Sheet
from dlschool.tables.writing import write_xlsx, xlsx_bytes

__all__ = ["Cell", "Row", "Sheet", "read", "write_xlsx", "xlsx_bytes"]

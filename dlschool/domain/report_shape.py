"""The shape of a report's tables: lines and columns, and the numbered keys that they make."""

from collections.abc import Iterator
from dataclasses import dataclass

from dlschool.domain.text import Text

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`share`: per cent of two sums of the line's other columns, (parts, wholes); not a figure."""

    key: str = ""
    name: Text
    share: tuple[tuple[str, ...], tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    key: str
    name: Text
    less: bool = False
    """Subtracted in the total: persons who stand in several lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Its figures are `{code}_{line}` or `{code}_{line}_{column}`, numbered from `first` by `stride`."""

    code: str
    title: Text
    head: Text
    """Over the names of the lines."""
    lines: tuple[Line, ...]
    columns: tuple[Column, ...]
    first: int
    stride: int = 10
    total: str = ""
    """Key of the line of sums; "": the lines are not to be summed."""
    total_first: int = 0
    total_name: Text | None = None
    """What the line of sums is called where other tables sum up to it too."""
    group: str
    """Tables of one group stand on one sheet."""

    def key(self, line: Line, column: Column) -> str:
        return _joined(self.code, line.key, column.key)

    def total_key(self, column: Column) -> str:
        return _joined(self.total, column.key)

    @property
    def counted(self) -> tuple[Column, ...]:
        """Columns of figures."""
        return tuple(column for column in self.columns if column.share is None)

    def numbered(self) -> Iterator["Key"]:
        for place, column in enumerate(self.counted):
            if self.total:
                name = _said(self.total_name or _in(self.title, TOTAL), column)
                yield Key(self.total_first + place, self.total_key(column), name)
            for row, line in enumerate(self.lines):
                number = self.first + row * self.stride + place
                name = _said(_in(self.title, line.name), column)
                yield Key(number, self.key(line, column), name)


@dataclass(frozen=True, slots=True)
class Key:
    """A figure's number for ever, its key and what it says."""

    number: int
    key: str
    name: Text


TOTAL = Text("Барлығы", "Всего")
NOT_SAID = Text("көрсетілмеген", "не указано")
COUNT = (Column(name=Text("Саны", "Количество")),)


def _joined(*parts: str) -> str:
    return "_".join(part.replace("-", "_") for part in parts if part)


def _in(title: Text, line: Text) -> Text:
    return Text(f"{title.kk}: {line.kk}", f"{title.ru}: {line.ru}")


def _said(words: Text, column: Column) -> Text:
    if not column.key and column is COUNT[0]:
        return words
    return Text(f"{words.kk}, {_small(column.name.kk)}", f"{words.ru}, {_small(column.name.ru)}")


def _small(words: str) -> str:
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]

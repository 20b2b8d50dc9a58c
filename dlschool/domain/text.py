"""Text: official words in Kazakh and Russian, two authentic wordings, not a translation."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    KK = "kk"
    RU = "ru"


@dataclass(frozen=True, slots=True)
class Text:
    """The same statement in both languages; neither may be empty."""

    kk: str
    ru: str

    def __post_init__(self) -> None:
        if not (self.kk.strip() and self.ru.strip()):
            raise ValueError(f"a text lacks a language: {self!r}")

    def __getitem__(self, language: str) -> str:
        return self.kk if language == "kk" else self.ru

    def filled(self, **values: "str | Text") -> "Text":
        """Both wordings with their named placeholders filled; a `Text` fills each with its own."""
        return Text(
            self.kk.format(**{key: _in(value, "kk") for key, value in values.items()}),
            self.ru.format(**{key: _in(value, "ru") for key, value in values.items()}),
        )

    def json(self) -> dict[str, str]:
        return {"kk": self.kk, "ru": self.ru}


def _in(value: "str | Text", language: str) -> str:
    return value[language] if isinstance(value, Text) else value

"""Kazakh names: order, search, look-alike letters, initials, classes."""

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_ORDER = {ord(c): 0xE000 + n for n, c in enumerate(ALPHABET)}


def sort_key(name: str) -> str:
    """Sorts by the 42-letter Kazakh alphabet; other characters keep their own order before it."""
    return " ".join(name.casefold().split()).translate(_ORDER)


def folded(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split())

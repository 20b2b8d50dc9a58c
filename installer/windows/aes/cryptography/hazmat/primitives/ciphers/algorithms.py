"""The cipher."""


class AES:
    """`key`: 16, 24 or 32 bytes."""

    def __init__(self, key: bytes) -> None:
        self.key = bytes(key)

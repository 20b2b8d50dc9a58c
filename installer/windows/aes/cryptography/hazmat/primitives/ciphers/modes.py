"""How blocks are chained."""


class CBC:
    """`initialization_vector`: 16 bytes."""

    name = "ChainingModeCBC"

    def __init__(self, initialization_vector: bytes) -> None:
        self.initialization_vector = bytes(initialization_vector)


class ECB:
    name = "ChainingModeECB"
    initialization_vector = b""

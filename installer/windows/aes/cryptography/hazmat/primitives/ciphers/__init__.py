"""AES of Windows, whole blocks only: https://learn.microsoft.com/windows/win32/api/bcrypt/."""

import ctypes
from collections.abc import Callable
from ctypes import byref, c_ulong, c_void_p, create_string_buffer

from cryptography.hazmat.primitives.ciphers import algorithms, modes

_BLOCK = 16
_bcrypt = ctypes.CDLL("bcrypt.dll")


class Cipher:
    """A key and a way of chaining. Raises OSError: Windows refuses them."""

    def __init__(
        self, algorithm: algorithms.AES, mode: modes.CBC | modes.ECB, backend: None = None
    ) -> None:
        self._algorithm, self._mode = algorithm, mode

    def encryptor(self) -> "Stream":
        return Stream(_bcrypt.BCryptEncrypt, self._algorithm.key, self._mode)

    def decryptor(self) -> "Stream":
        return Stream(_bcrypt.BCryptDecrypt, self._algorithm.key, self._mode)


class Stream:
    """What goes in comes out changed, as long as it was."""

    def __init__(self, work: Callable[..., int], key: bytes, mode: modes.CBC | modes.ECB) -> None:
        self._work = work
        self._provider, self._key = c_void_p(), c_void_p()
        self._vector = mode.initialization_vector and create_string_buffer(
            mode.initialization_vector, _BLOCK
        )
        name = (mode.name + "\0").encode("utf-16-le")
        _done(_bcrypt.BCryptOpenAlgorithmProvider(byref(self._provider), _wide("AES"), None, 0))
        _done(_bcrypt.BCryptSetProperty(self._provider, _wide("ChainingMode"), name, len(name), 0))
        _done(
            _bcrypt.BCryptGenerateSymmetricKey(
                self._provider, byref(self._key), None, 0, key, len(key), 0
            )
        )

    def update(self, data: bytes) -> bytes:
        """Raises ValueError for a part of a block."""
        data = bytes(data)
        if len(data) % _BLOCK:
            raise ValueError("AES takes whole blocks of 16 bytes")
        made, length = create_string_buffer(len(data)), c_ulong()
        vector = (self._vector or None, _BLOCK if self._vector else 0)
        _done(
            self._work(self._key, data, len(data), None, *vector, made, len(data), byref(length), 0)
        )
        return made.raw[: length.value]

    def finalize(self) -> bytes:
        return b""

    def __del__(self) -> None:
        if self._key:
            _bcrypt.BCryptDestroyKey(self._key)
        if self._provider:
            _bcrypt.BCryptCloseAlgorithmProvider(self._provider, 0)


def _wide(text: str) -> ctypes.c_wchar_p:
    return ctypes.c_wchar_p(text)


def _done(status: int) -> None:
    """Raises OSError for what is no success (NTSTATUS 0)."""
    if status:
        raise OSError(f"bcrypt.dll: {status & 0xFFFFFFFF:#010x}")

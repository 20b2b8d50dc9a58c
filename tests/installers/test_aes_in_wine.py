"""AES as the Windows program does it is that of the library whose place it takes."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from installers.wine import Windows

from installer.windows import tree

pytestmark = [pytest.mark.installers, pytest.mark.xdist_group("windows")]

CODE = """
import sys
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
key, vector, data = (bytes.fromhex(part) for part in sys.argv[1:])
for mode in (modes.CBC(vector), modes.ECB()):
    cipher = Cipher(algorithms.AES(key), mode)
    made = cipher.encryptor()
    sealed = made.update(data[:16]) + made.update(data[16:]) + made.finalize()
    back = cipher.decryptor()
    assert back.update(sealed) + back.finalize() == data
    print(sealed.hex())
try:
    Cipher(algorithms.AES(key), modes.ECB()).encryptor().update(data[:15])
except ValueError:
    print("whole blocks")
"""


@pytest.mark.parametrize("length", [16, 24, 32])
def test_windows_encrypts_as_the_library_does(windows: Windows, length: int) -> None:
    assert (tree.TREE / "python.exe").is_file(), "nothing is built: make windows"
    key, vector = bytes(range(length)), bytes(range(100, 116))
    data = bytes(n % 251 for n in range(4096))
    done = windows.run(
        windows.there(Path(tree.TREE / "python.exe")),
        "-X", "utf8", "-c", CODE, key.hex(), vector.hex(), data.hex(),
    )  # fmt: skip
    expected = []
    for mode in (modes.CBC(vector), modes.ECB()):
        cipher = Cipher(algorithms.AES(key), mode).encryptor()
        expected.append((cipher.update(data) + cipher.finalize()).hex())
    assert done.said.split("\n")[:3] == [*expected, "whole blocks"], done.said

"""The payload's tar, written and expected byte by byte: no header is ever interpreted.

Who knows the manifest knows every byte of the tar but the files' own. So a reader compares, and what
nobody signed (another member, a link, a long name) is not read, it is a difference.
"""

from dlschool.update.manifest import Member
from dlschool.update.names import TAR_NAME, TAR_PREFIX, in_tar

BLOCK = 512
END = bytes(2 * BLOCK)
_FIRST = 0x20 * 8
"""The sum of the checksum's own field while it is counted: eight spaces."""


def header(member: Member) -> bytes:
    """A ustar header of a file."""
    prefix, name = in_tar(member.path)
    front = name.ljust(TAR_NAME, b"\0") + b"%07o\0" % member.mode + b"%07o\0" % 0 * 2
    front += b"%011o\0" % member.size + b"%011o\0" % 0
    back = b"0" + bytes(100) + b"ustar\x0000" + bytes(64) + b"%07o\0" % 0 * 2
    back = (back + prefix.ljust(TAR_PREFIX, b"\0")).ljust(BLOCK - 156, b"\0")
    return front + b"%06o\0 " % (_FIRST + sum(front) + sum(back)) + back


def padding(size: int) -> bytes:
    """What fills the last block of a file of so many bytes."""
    return bytes(-size % BLOCK)

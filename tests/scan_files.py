"""Files as they come from scanners, telephones and strangers, made by code; all of it invented."""

import io
import struct
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, ImageDraw

DIAGNOSIS = "J45.0 diagnosis"
"""Stands in the upper left quarter of `pdf_page`."""


def photo(size: tuple[int, int] = (3000, 2000), *, turned: bool = False) -> bytes:
    """A JPEG of a telephone: red left half, white right half, with EXIF and a comment."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1]), fill="red")
    exif = Image.Exif()
    exif[0x010F] = "Telephone of Dana"
    if turned:
        exif[0x0112] = 6
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90, exif=exif, comment=b"a secret remark")
    return out.getvalue()


def picture(mode: str = "RGB", size: tuple[int, int] = (300, 200), kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


def png_that_says_it_is(width: int, height: int) -> bytes:
    """A few bytes whose header promises a huge picture."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def pdf(pages: int = 1, *, password: str = "") -> bytes:
    with pikepdf.new() as made:
        for _ in range(pages):
            _text_page(made)
        out = io.BytesIO()
        made.save(
            out, encryption=pikepdf.Encryption(user=password, owner="x") if password else False
        )
        return out.getvalue()


def _text_page(made: pikepdf.Pdf) -> pikepdf.Page:
    page = made.add_blank_page(page_size=(595, 842))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj["/Resources"] = Dictionary(Font=Dictionary(F=made.make_indirect(font)))
    words = f"BT /F 24 Tf 60 700 Td ({DIAGNOSIS}) Tj ET"
    page.obj["/Contents"] = Stream(made, words.encode())
    return page


def pdf_with_everything() -> bytes:
    """Scripts, an attachment, a link, metadata — and a blue stamp that is worth keeping."""
    with pikepdf.new() as made:
        page = _text_page(made)
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert('evil')"))
        made.Root["/OpenAction"] = script
        made.Root["/Names"] = Dictionary(
            JavaScript=Dictionary(Names=Array([String("a"), made.make_indirect(script)]))
        )
        made.attachments["virus.exe"] = b"MZ-VIRUS"
        page.obj["/AA"] = Dictionary(O=script)
        look = Stream(made, b"0 0 1 rg 0 0 50 50 re f")
        look["/Type"], look["/Subtype"] = Name.XObject, Name.Form
        look["/BBox"] = Array([0, 0, 50, 50])
        stamp = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Stamp,
            Rect=Array([200, 200, 250, 250]),
            F=4,
            AP=Dictionary(N=made.make_indirect(look)),
            A=Dictionary(S=Name.URI, URI=String("https://evil.example")),
        )
        page.obj["/Annots"] = Array([made.make_indirect(stamp)])
        made.docinfo["/Author"] = "Secret Author"
        out = io.BytesIO()
        made.save(out)
        return out.getvalue()


def pdf_with_picture(width: int, height: int, *, true: bool = True) -> bytes:
    """A page with one picture; untrue: it says a size that it does not hold."""
    pixels = bytes(width * height * 3) if true else b"\0" * 300
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(595, 842))
        image = Stream(made, zlib.compress(pixels))
        image["/Type"], image["/Subtype"] = Name.XObject, Name.Image
        image["/Width"], image["/Height"], image["/BitsPerComponent"] = width, height, 8
        image["/ColorSpace"], image["/Filter"] = Name.DeviceRGB, Name.FlateDecode
        page.obj["/Resources"] = Dictionary(XObject=Dictionary(I=image))
        page.obj["/Contents"] = Stream(made, b"q 595 0 0 842 0 0 cm /I Do Q")
        out = io.BytesIO()
        made.save(out)
        return out.getvalue()


def unfolded(content: bytes) -> bytes:
    """Every object of a PDF readable, every stream decoded."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        out = io.BytesIO()
        opened.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        )
        return out.getvalue()

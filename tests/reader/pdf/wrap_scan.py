#!/usr/bin/env python3
"""Wraps a picture of black and white (PBM, P4) into a PDF of one page that holds nothing else, as a scanner does.

usage: wrap_scan.py PICTURE.pbm DPI TARGET.pdf
"""
import pathlib
import sys
import zlib


def main():
    picture, dpi, target = pathlib.Path(sys.argv[1]).read_bytes(), float(sys.argv[2]), pathlib.Path(sys.argv[3])
    magic, size, bits = picture.split(b"\n", 2)
    assert magic == b"P4", "not a PBM file"
    width, height = (int(number) for number in size.split())
    data = zlib.compress(bytes(byte ^ 0xFF for byte in bits), 9)
    shown = (width * 72 / dpi, height * 72 / dpi)
    drawing = b"q %.2f 0 0 %.2f 0 0 cm /Scan Do Q" % shown
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.2f %.2f]/Contents 4 0 R/Resources<</XObject<</Scan 5 0 R>>>>>>" % shown,
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/FlateDecode"
        b"/Length %d>>stream\n%s\nendstream" % (width, height, len(data), data),
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    target.write_bytes(out)


if __name__ == "__main__":
    main()

"""Checks the skeleton of a PDF file: its table of objects, their references and the lengths of streams."""

import re
import zlib

from tests.paper.reading import opened

_OBJECT = re.compile(rb"(\d+) (\d+) obj\s")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])[ \r]\n?")
_STREAM = re.compile(rb"/Length (\d+)[^>]*>>\s*stream\r?\n")


def faults(data: bytes) -> list[str]:
    """What a strict reader would complain of."""
    found = []
    if not data.startswith(b"%PDF-1.") or not data.rstrip().endswith(b"%%EOF"):
        found.append("no head or no end")
    at = int(data.rsplit(b"startxref", 1)[1].split()[0])
    if not data.startswith(b"xref", at):
        return [*found, "the table of objects is not where the end says"]
    table, trailer = data[at:].split(b"trailer", 1)
    _, first, size = table.split(maxsplit=3)[:3]
    entries = _ENTRY.findall(table)
    if (first, int(size)) != (b"0", len(entries)):
        found.append("the table of objects does not say how many it has")
    if f"/Size {len(entries)}".encode() not in trailer:
        found.append("the trailer tells another number of objects")
    for number, (offset, generation, kind) in enumerate(entries):
        there = _OBJECT.match(data, int(offset))
        if kind == b"n" and (not there or (int(there[1]), int(there[2])) != (number, int(generation))):
            found.append(f"object {number} is not where the table says")
    bare, streams = _without_streams(data, found)
    for reference in set(re.findall(rb"(\d+) 0 R\b", bare)):
        if not 0 < int(reference) < len(entries):
            found.append(f"object {int(reference)} is named and not there")
    if not streams:
        found.append("nothing is drawn")
    return found or _unshown(data)


def _without_streams(data: bytes, found: list[str]) -> tuple[bytes, int]:
    bare, at, count = bytearray(), 0, 0
    while match := _STREAM.search(data, at):
        end = match.end() + int(match[1])
        if not re.match(rb"\r?\n?endstream", data[end : end + 11]):
            found.append(f"a stream at {match.start()} has another length")
            end = data.index(b"endstream", match.end())
        if b"FlateDecode" in data[data.rindex(b" obj", 0, match.start()) : match.end()]:
            zlib.decompress(data[match.end() : end])
        bare += data[at : match.end()]
        at, count = end, count + 1
    return bytes(bare + data[at:]), count


def _unshown(data: bytes) -> list[str]:
    found = []
    with opened(data) as document:
        for number in range(len(document)):
            page = document[number]
            picture = page.render(scale=0.3)
            if len(set(bytes(picture.buffer))) == 1:
                found.append(f"page {number + 1} is empty")
            picture.close()
            page.close()
    return found

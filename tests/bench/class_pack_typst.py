"""The papers of one class against Typst, which sets the same words, paths and QR codes, tagged as ours are.

Typst is warm as well: one compiler, its fonts read, the drawings as SVG files beside it. Where it is not
installed, the last line says that the row is skipped.
"""

import importlib
import json
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from massage_studio import paths
from massage_studio.paper.illustrations import PAINTS, illustration
from massage_studio.paper.palette import colour
from massage_studio.paper.qr_codes import qr_rows
from tests.bench.class_pack import Content, compared

HEAD = """#set document(title: "x")
#set page(paper: "a4", margin: 30pt)
#set text(font: "Noto Sans", size: 9pt, lang: "en", region: "GB")
#set par(spacing: 4pt)
"""


def svg_of(code: str) -> str:
    """Return a drawing as SVG, path by path."""
    shown = illustration(code)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {shown.width:g} {shown.height:g}">']
    for shape in shown.shapes:
        paint = PAINTS[shape.kind]
        path = " ".join(
            command + " ".join(f"{x:.1f} {y:.1f}" for x, y in points) for command, points in shape.segments
        )
        fill = colour(paint.fill) if paint.fill else "none"
        line = f' stroke="{colour(paint.line)}" stroke-width="{paint.width:g}"' if paint.line else ""
        parts.append(f'<path d="{path}" fill="{fill}"{line}/>')
    return "".join((*parts, "</svg>"))


@cache
def qr_svg(address: str) -> str:
    """Return a QR code as SVG."""
    rows = qr_rows(address)
    squares = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    box = f"0 0 {len(rows)} {len(rows)}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path d="{squares}"/></svg>'


def source_of(content: Content, file_of: Callable[[str], str]) -> bytes:
    """Return a take-home as Typst's source."""
    parts = [HEAD]
    for number, (lines, codes) in enumerate(zip(content.lines, content.drawings, strict=True)):
        parts += ["#pagebreak()\n"] * bool(number)
        parts += [f"#{json.dumps(line, ensure_ascii=False)}\n\n" for line in lines]
        names = [file_of(svg_of(code)) for code in codes]
        parts += [f'#box(image("{name}", height: 60pt, alt: "A drawing"))\n' for name in names]
    code = file_of(qr_svg(content.address))
    parts.append(f'#box(image("{code}", height: 63pt, alt: "QR code"))\n')
    return "".join(parts).encode()


def main() -> None:
    """Compare, where Typst is there."""
    try:
        typst = importlib.import_module("typst")
    except ModuleNotFoundError:
        print("skipped: Typst is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        files: dict[str, str] = {}

        @cache
        def file_of(svg: str) -> str:
            name = files.setdefault(svg, f"{len(files)}.svg")
            Path(folder, name).write_text(svg, encoding="utf-8")
            return name

        fonts = str(paths.resources() / "fonts")
        compiler = typst.Compiler(root=folder, font_paths=[fonts], ignore_system_fonts=True)

        def typst_pack(contents: Sequence[Content]) -> None:
            for each in contents:
                compiler.compile(input=source_of(each, file_of), format="pdf")

        mine, other, ratio = compared(typst_pack)
    print(f"pack {mine * 1000:.0f} ms, Typst {other * 1000:.0f} ms")
    print(ratio)


if __name__ == "__main__":
    main()

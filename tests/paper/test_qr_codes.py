"""A QR code on paper is read square by square as it was made."""

from massage_studio.paper.boxes import QrCode
from massage_studio.paper.documents import Document, PaperPage, pdf
from massage_studio.paper.page import DrawnPage
from massage_studio.paper.qr_codes import qr_rows
from tests.paper.reading import opened

ADDRESS = "https://example.org/how-sure"
SIDE, LEFT, TOP, SCALE = 63.0, 100.0, 700.0, 8


def test_every_square_is_dark_or_light_as_the_code_has_it_within_a_quiet_zone_of_four() -> None:
    def draw(sheet: DrawnPage) -> None:
        sheet.rect(0, 0, sheet.width, sheet.height, fill="#000000")
        QrCode(ADDRESS, SIDE).draw(sheet, LEFT, TOP)

    rows = qr_rows(ADDRESS)
    each = SIDE / (len(rows) + 8)
    with opened(pdf(Document("", "", (PaperPage(draw, ""),)))) as document:
        page = document[0]
        height = page.get_height()
        picture = page.render(scale=SCALE, grayscale=True).to_pil()
        page.close()

    def dark(row: int, column: int) -> bool:
        x, y = LEFT + (column + 4.5) * each, height - TOP + (row + 4.5) * each
        return bool(picture.getpixel((round(x * SCALE), round(y * SCALE))) < 128)

    places = range(-4, len(rows) + 4)
    inside = range(len(rows))
    for row in places:
        for column in places:
            wanted = row in inside and column in inside and rows[row][column]
            assert dark(row, column) == wanted

"""Any text prints as it was typed: no markup, no missing letters, and it can be read back."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from massage_studio.paper.documents import Document, PaperPage, pdf
from massage_studio.paper.fonts import Weight, face, font_folder
from massage_studio.paper.page import DrawnPage
from massage_studio.paper.shaping import clean, is_right_to_left, shape, visual_runs
from massage_studio.paper.text import Paragraph, Run, Style, paragraph
from tests.paper.reading import declared_fonts, fonts_of, images_in, squeezed, text_of

NAMES = {
    "an angle bracket": "Anna<Maria",
    "an image of a local file": '<img src="/etc/hostname"/>',
    "an entity": "R&D &amp; Sons",
    "a template": "{baby} %s ${x}",
    "quotes and a backslash": 'O\'Neil "Bea" (x) \\n',
    "Polish and Romanian": "Łukasz Ștefănescu",
    "Vietnamese": "Nguyễn Thị Phương",
    "Greek": "Ελένη Παπαδοπούλου",
    "Cyrillic": "Ольга Шевчук",
    "Arabic": "محمد عبد الله",
    "an Arabic ligature": "ولاء",
    "Hebrew": "שרה כהן",
    "Thai": "น้ำผึ้ง ศรีสุข",
    "Lao": "ຄຳແພງ",
    "Khmer": "សុភា",
    "Burmese": "မြတ်",
    "Tamil": "பொன்னி கௌதம்",
    "Gurmukhi": "ਸਿਮਰਨਪ੍ਰੀਤ ਕੌਰ",
    "Hindi": "क्षत्रिय हिन्दी",
    "Bengali": "আনিকা রহমান",
    "Gujarati": "ગીતા પટેલ",
    "Telugu": "ప్రియ",
    "Kannada": "ಕಾವ್ಯ",
    "Malayalam": "മീനാക്ഷി",
    "Sinhala": "සුනිල්",
    "Georgian": "გიორგი",
    "Armenian": "Արամ",
    "Amharic": "ሰላም",
    "Chinese": "王小明",
    "Japanese": "さくら 山田",
    "Korean": "김민준",
    "an emoji": "Mia 👶",
    "a family of emoji": "👨‍👩‍👧‍👦 ❤️ 👶🏽 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "Arabic within English": "For محمد عبد الله and Grace Okafor",
}


def one_page(block: Paragraph) -> bytes:
    def draw(sheet: DrawnPage) -> None:
        sheet.text(block, 36, 800)

    return pdf(Document("Title", "Author", (PaperPage(draw, ""),)))


def printed(text: str, weight: Weight = Weight.BODY, width: float = 520) -> str:
    data = one_page(paragraph(text, Style(weight=weight), width))
    return text_of(data).removesuffix("Page 1 of 1").strip()


@pytest.mark.parametrize("weight", list(Weight))
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_name_reads_back_as_typed(name: str, weight: Weight) -> None:
    assert squeezed(printed(name, weight)) == squeezed(name)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_name_is_drawn_with_real_letters_of_embedded_fonts(name: str) -> None:
    for word in name.split():
        for piece in shape(word, Weight.BODY, is_right_to_left(word)):
            glyphs = [glyph.index for glyph in piece.glyphs or ()]
            glyphs += [piece.face.glyph(char) or 0 for char in piece.text] if piece.glyphs is None else []
            assert glyphs and 0 not in glyphs
            assert "\ufffd" not in piece.text
    fonts = fonts_of(one_page(paragraph(name, Style(), 520)))
    assert fonts and all(fonts.values())


def test_only_embedded_fonts_are_even_mentioned() -> None:
    assert all("+" in name for name in declared_fonts(one_page(paragraph("Mia", Style(), 520))))


def test_nothing_typed_becomes_an_image_or_a_link() -> None:
    data = one_page(paragraph('<img src="/etc/hostname"/><a href="https://x.example">x</a>', Style(), 520))
    assert images_in(data) == 0
    assert b"/URI" not in data
    assert "<img" in text_of(data)


def test_a_family_of_emoji_is_one_picture() -> None:
    (piece,) = shape("👨‍👩‍👧‍👦", Weight.BODY)
    assert piece.glyphs is not None
    assert len(piece.glyphs) == 1


def test_variation_selectors_are_not_drawn() -> None:
    (piece,) = shape("❤️", Weight.BODY)
    assert [glyph.text for glyph in piece.glyphs or ()] == ["❤️"]


def test_controls_surrogates_and_direction_overrides_are_dropped() -> None:
    assert clean("A\x00n\x07na\u202e\ud800\ufeff") == "Anna"
    assert clean("Jose\u0301\tMaria\nLuz") == "José Maria Luz"


def test_letters_of_no_font_are_shown_as_replaced_and_still_read_back() -> None:
    lost = "\U00012345"
    (piece,) = shape(lost, Weight.BODY)
    assert [glyph.index for glyph in piece.glyphs or ()] == [face("NotoSans-Regular").glyph("\ufffd")]
    assert printed(lost) == lost


def test_bold_runs_keep_the_text_whole() -> None:
    parts = (Run("Not today if", Weight.BOLD), " Mia<b> has a fever")
    data = one_page(paragraph(parts, Style(), 520))
    assert "Not today if Mia<b> has a fever" in text_of(data)
    assert any("NotoSans-Bold" in name for name in fonts_of(data))


def test_arabic_inside_english_stands_in_the_middle_and_runs_from_right_to_left() -> None:
    runs = visual_runs("ab محمد cd")
    assert [backwards for _, _, backwards in runs] == [False, True, False]


def test_no_line_is_wider_than_its_column() -> None:
    long = "Maximiliana-Wilhelmina Featherstonehaugh-Cholmondeley " + "x" * 300 + " 王" * 80 + "ก" * 200
    for width in (60.0, 140.0, 523.0):
        block = paragraph(long, Style(), width)
        assert block.natural_width <= width + 0.01


def test_cut_text_ends_in_an_ellipsis_within_its_lines() -> None:
    block = paragraph("word " * 200, Style(max_lines=2), 200)
    assert len(block.lines) == 2
    assert block.natural_width <= 200
    assert block.lines[-1].pieces[-1][0].text.endswith("…")


def test_every_font_lies_beside_its_licence() -> None:
    licences = {path.name.removesuffix("-LICENSE.txt") for path in font_folder().glob("*-LICENSE.txt")}
    for path in font_folder().glob("*.ttf"):
        family = path.stem.split("-")[0]
        known = "NotoEmoji" if family == "NotoEmoji" else "NotoSans" if family.startswith("Noto") else family
        assert known in licences


_SPACED = frozenset("\u0e33\u0eb3")  # vowels that are drawn in two parts, one over the letter before


def _lonely(char: str) -> bool:
    """A character that stands by itself, whatever its neighbours are."""
    right_to_left = unicodedata.bidirectional(char) in ("R", "AL", "AN")
    return not (right_to_left or is_right_to_left(char) or char in _SPACED)


lonely_letters = st.characters(categories=("L", "N", "P", "S", "Zs")).filter(_lonely)


@settings(max_examples=150, derandomize=True)
@given(st.text(lonely_letters, min_size=1, max_size=60))
def test_any_letters_read_back(text: str) -> None:
    assert squeezed(printed(text)) == squeezed(clean(text))


@settings(max_examples=150)
@given(st.text(max_size=60), st.sampled_from(list(Weight)))
def test_any_unicode_builds_without_images_links_or_lost_text(text: str, weight: Weight) -> None:
    block = paragraph(text, Style(weight=weight), 300)
    data = one_page(block)
    assert data.startswith(b"%PDF")
    assert images_in(data) == 0
    assert b"/URI" not in data
    assert all(fonts_of(data).values())
    carried = "".join(piece.text for line in block.lines for piece, _ in line.pieces)
    assert sorted(squeezed(carried)) == sorted(squeezed(clean(text)))


BROKEN = "Here is what we did, so that you can join in at home if you like. There is nothing to catch up on."


@pytest.mark.parametrize(
    "parts", [BROKEN, (Run("Here", Weight.BOLD), BROKEN.removeprefix("Here")), f"{BROKEN} ő"]
)
def test_no_word_is_left_alone_on_the_last_line(parts: str | tuple[Run | str, ...]) -> None:
    for width in range(150, 500, 3):
        *above, last = text_of(one_page(paragraph(parts, Style(size=11), width))).splitlines()[:-1]
        assert len(last.split()) > 1 or len(above[-1].split()) < 3, (width, last)


@pytest.mark.parametrize("number", ["0808 800 5000", "116 123", "38 °C", "+44 7700 900 123"])
def test_a_number_is_never_parted_by_the_end_of_a_line(number: str) -> None:
    for width in range(140, 400, 3):
        for words in (
            f"For help at any time ring {number} and somebody answers",
            f"Ring ő {number} at any time",
        ):
            lines = text_of(one_page(paragraph(words, Style(size=11), width))).splitlines()
            assert any(number in line for line in lines), (width, lines)


def test_a_number_that_is_wider_than_its_column_is_parted_between_its_groups() -> None:
    assert printed("12345678 12345678 12345678", width=70).split() == ["12345678"] * 3

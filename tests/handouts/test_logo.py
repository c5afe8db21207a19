"""The studio's logo on its papers."""

import io
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from massage_studio.handouts import take_home
from massage_studio.handouts.views import TakeHome


@pytest.mark.parametrize("size", [(600, 80), (80, 600), (300, 300)])
def test_the_logo_stands_in_the_band_whatever_its_shape(
    take_home_view: TakeHome, size: tuple[int, int]
) -> None:
    png = io.BytesIO()
    Image.new("RGBA", size, (31, 122, 116, 255)).save(png, "PNG")
    logo = replace(take_home_view.letterhead, logo=png.getvalue())
    view = replace(take_home_view, letterhead=logo)
    document = pypdfium2.PdfDocument(take_home.build(view))
    assert len(document) == 2
    (picture,) = (found for found in document[0].get_objects() if found.type == 3)
    left, bottom, right, top = picture.get_bounds()
    assert right <= 595.28 - 35 and top <= 841.89 - 19
    assert right - left <= 110.5 and top - bottom <= 54.5
    assert (right - left) / (top - bottom) == pytest.approx(size[0] / size[1], rel=0.02)

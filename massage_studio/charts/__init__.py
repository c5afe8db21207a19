"""Pure functions from plain values to a drawing and a sentence that says the same, for screen and paper.

Drawings hold only rectangles, lines, circles and strings. The font names of strings are the voices of
`massage_studio.handouts.fonts.Weight`; `massage_studio.handouts.page` draws them with embedded fonts, and
`page.drawing_pdf` makes a small page of a single drawing for the screen.
"""

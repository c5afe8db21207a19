"""Pure functions from plain values to a drawing and a sentence that says the same, for screen and paper.

Drawings hold only rectangles, lines, circles and strings. The font name of a string is a
`massage_studio.paper.fonts.Weight`; `massage_studio.paper.page` draws it with embedded fonts, and its
`drawing_pdf` makes a small page of a single drawing for the screen.
"""

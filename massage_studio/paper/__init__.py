"""What charts and documents are both drawn with: fonts, shaping, text, colours, patterns and the A4 page."""

"""Painted parts that pages are put together from: cards, chips, rows, ribbons and messages."""

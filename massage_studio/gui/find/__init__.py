"""Find: one field over the window that leads to a page, a family, a class or a note."""

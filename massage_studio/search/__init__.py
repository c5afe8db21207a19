"""Finds families, courses and notes by the beginnings of words.

Two FTS5 indexes, `search_name` and `search_note`, hold words and no texts; `search_entry` says whose.
Triggers keep them in step (migration 0003), so that undo, imports and whatever else writes rows is covered:
- a family is found by the names, e-mail and phone of its carers and the names of its babies, as one;
- a course by its name and its venue's;
- a note by its words, in the class or after it. Not one that was taken back: who undoes a note means that it
  shall not be read again. Not one in the safeguarding layer either: a list of hits on a screen that others
  may see must never show it, and whoever has to read it opens the family's page.

Words of what was deleted stay in an index until its parts are merged. Erasing must end with
INSERT INTO search_name(search_name) VALUES ('optimize'), and the same for search_note.
"""

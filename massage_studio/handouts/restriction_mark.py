"""A sign on papers of the class room that sends the instructor to the studio, and tells others nothing."""

MARK = "†"
MARKED = f"{MARK} See the office."

"""What the citations of a document tell about each other: pure helpers that `suggest` and `rules` share."""

"""Write edits of a document's text back into the file that it was read from."""

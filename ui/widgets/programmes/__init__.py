"""The table of programmes, all about one of them, and the preview of a pasted list."""

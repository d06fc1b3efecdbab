"""What was done, in words, and what becomes of it when a framework changes."""

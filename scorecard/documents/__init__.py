"""The only code for documents that people read on paper: what they say in blocks, as Word and as PDF."""

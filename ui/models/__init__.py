"""Item models: what lists and tables show, worked out once and repainted cell by cell."""

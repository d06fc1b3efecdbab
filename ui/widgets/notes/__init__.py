"""Note sheets and the tables of the sources."""

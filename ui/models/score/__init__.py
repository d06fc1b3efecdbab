"""What the Score page shows, and the walk from one open cell to the next."""

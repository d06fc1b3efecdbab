"""What the facilitator sees of a workshop."""

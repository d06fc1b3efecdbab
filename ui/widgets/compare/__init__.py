"""The views of a comparison, and the question above them."""

"""What the views of a comparison show."""

"""Framework and sample files read into values, or every problem at once with its place."""

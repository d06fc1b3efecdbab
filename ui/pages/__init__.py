"""The pages of the window, independent of one another."""

"""What can be read of a file that is damaged or half saved, and whether one is whole."""

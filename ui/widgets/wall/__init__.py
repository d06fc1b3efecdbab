"""What stands on the wall."""

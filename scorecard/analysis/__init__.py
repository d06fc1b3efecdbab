"""Numbers made from scores: pure functions of values, the same for window, terminal and every file."""

"""What reading any file may cost at most."""

MOST_SECONDS = 5.0
"""Of the processor, since a busy machine is slow and not wrong."""

MOST_MEGABYTES = 500.0

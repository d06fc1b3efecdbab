"""What files bring, held against what is stored before anything is decided or written."""

"""Frameworks, samples, themes, icons, fonts and catalogues that travel with the program."""

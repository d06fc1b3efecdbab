"""The window: PySide6 widgets over the verbs of the domain."""

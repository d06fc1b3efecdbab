"""How sure a ranking is, and how far it hangs on our own choices."""

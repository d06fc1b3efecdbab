"""Evaluators beside one another: how far they agree, what they should talk about, how each scores, who owes what."""

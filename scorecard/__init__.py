"""The domain of Scorecard: programmes, criteria, evidence, scores and what can honestly be said of them."""

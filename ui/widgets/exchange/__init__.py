"""The cards of Exchange, and the previews of what comes in."""

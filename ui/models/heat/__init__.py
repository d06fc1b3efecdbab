"""What the heat map shows."""

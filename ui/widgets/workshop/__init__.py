"""The facilitator's side of a workshop."""

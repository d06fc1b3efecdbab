"""Until ui/widgets/programme_details.py imports `rating_card` itself."""

from __future__ import annotations

from ui.widgets.rating_card import RatingCard

__all__ = ["RatingCard"]

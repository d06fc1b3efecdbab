"""An evaluation as tidy tables of pandas, for people who analyse it in their own way."""

from scorecard.frames.collection import Frames, frames

__all__ = ["Frames", "frames"]

"""Where dots on one line go that would lie on each other: onto lanes above and below it."""

from __future__ import annotations

from collections.abc import Sequence


def lanes(places: Sequence[float], pitch: float, most: int) -> list[int]:
    """A lane for each place along a line, 0 on it, then 1 below, -1 above, 2, -2 and so on, `most` at most.

    Dots on one lane lie `pitch` apart as long as there are lanes enough; after that on the lane with most room.
    """
    order = [(number + 1) // 2 if number % 2 else -(number // 2) for number in range(most)]
    last = [float("-inf")] * most
    found = [0] * len(places)
    for place in sorted(range(len(places)), key=lambda one: (places[one], one)):
        at = places[place]
        free = next((number for number in range(most) if at - last[number] >= pitch), None)
        number = last.index(min(last)) if free is None else free
        last[number] = at
        found[place] = order[number]
    return found

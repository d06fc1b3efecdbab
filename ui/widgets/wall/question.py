"""The pages of an item before its votes are shown: the question and its levels, and the evidence."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from scorecard.analysis.sources.evidence_words import sign_word
from scorecard.i18n import _, ngettext
from ui.models.wall.item import Fact, WallItem
from ui.widgets.evidence_marks import SIGN_ROLES
from ui.widgets.wall.flow import Block, Draw, Placed, flow, lay, level_chip, text_block
from ui.widgets.wall.frame import FOOT, HEAD, Frame, foot, foot_band, foot_right, item_head
from ui.widgets.wall.ink import HEIGHT, MARGIN, TITLE, Box, Canvas, Dot, Words

_TOP, _BOTTOM = HEAD + 8, FOOT - 12
_CHIP, _CHIP_HIGH = 56.0, 44.0
_BESIDE = _CHIP + 20
_MOST_DOTS = 12
_SIZES = ((40, 28), (40, 26), (36, 26), (36, 24), (32, 24))
"""Sizes of the question and of the level texts to try until all of it stands on one page."""
_GLYPHS = {"+": "+", "-": "\N{MINUS SIGN}", "~": "~", "?": "?"}


def show_head(canvas: Canvas, frame: Frame, item: WallItem) -> None:
    """The head of every page about an item."""
    place = _("Practice") if item.practice else _("{number} of {of}").format(number=item.number, of=item.of)
    share = item.settled / item.of if item.of else 0.0
    item_head(canvas, frame, place, item.programme, share)


def question_block(text: str, width: float, px: int) -> Block:
    """The question as a title."""
    return text_block(text, width, px, 600, gap=20, spacing=TITLE)


def level_blocks(item: WallItem, width: float, px: int) -> list[Block]:
    """The levels, each with its chip, its leading word and its text."""
    top = len(item.levels) - 1
    return [
        text_block(
            one.text,
            width,
            px,
            bold=one.word,
            indent=_BESIDE,
            draw=level_chip(one.code, place, top, MARGIN, _CHIP, _CHIP_HIGH, 28),
            least=_CHIP_HIGH,
            gap=10,
        )
        for place, one in enumerate(item.levels)
    ]


def page_in_words(page: int, pages: int) -> str:
    """Which page it is, where there is more than one."""
    if pages < 2:
        return ""
    return _("page {page} of {pages}").format(page=page + 1, pages=pages)


def question_pages(item: WallItem, width: float) -> list[list[Placed]]:
    """The question with its levels, and the evidence, page by page."""
    room = width - 2 * MARGIN
    title = item.question or item.criterion
    again = (text_block(item.criterion, room, 28, 600, gap=16),)

    def placed(px: int, small: int) -> list[list[Placed]]:
        blocks = [question_block(title, room, px), *level_blocks(item, room, small)]
        return flow(blocks, _TOP, _BOTTOM, again)

    tried = (placed(px, small) for px, small in _SIZES)
    pages = next((one for one in tried if len(one) == 1), None) or placed(40, 26)
    if item.evidence:
        words = _("Evidence: {criterion}").format(criterion=item.criterion)
        heading = text_block(words, room, 34, 600, gap=20, spacing=TITLE)
        proofs = [heading, *(_evidence_block(one, room) for one in item.evidence)]
        pages += flow(proofs, _TOP, _BOTTOM, (heading,))
    return pages


def show_question(item: WallItem, placed: list[Placed], page: str, canvas: Canvas, frame: Frame) -> None:
    """One of those pages; below it what the stage of the item lets the wall say."""
    show_head(canvas, frame, item)
    lay(canvas, placed)
    if item.stage == "scoring":
        _show_turns(canvas, item, page)
        return
    if item.sentence:
        foot(canvas, item.sentence, page)
        return
    count = len(item.evidence)
    sentence = ngettext("{count} item of evidence", "{count} items of evidence", count).format(count=count)
    if not count:
        sentence = _("No evidence speaks to this criterion yet.")
    foot(canvas, sentence, page, weight=400)


def _show_turns(canvas: Canvas, item: WallItem, page: str) -> None:
    """How many have had their turn: a dot for each, and in words; never what anybody said."""
    done, of = item.turns
    foot_band(canvas)
    edge = foot_right(canvas, page)
    middle, x = (FOOT + HEIGHT) / 2, MARGIN
    if of <= _MOST_DOTS:
        for place in range(of):
            canvas.marks.append(Dot(rect=QRectF(x, middle - 14, 28, 28), hollow=place >= done))
            x += 38
        x += 14 if of else 0
    sentence = ngettext("{done} of {of} has scored", "{done} of {of} have scored", of).format(
        done=done, of=of
    )
    canvas.write(sentence, QRectF(x, middle - 24, edge - x, 48), 34, 600)


def _evidence_block(fact: Fact, width: float) -> Block:
    from dataclasses import replace

    block = text_block(fact.text, width, 26, bold=sign_word(fact.sign), indent=_BESIDE)
    block = replace(block, draw=_sign(fact), least=_CHIP_HIGH, gap=14.0)
    if fact.place:
        below = text_block(fact.place, width, 24, role="muted", indent=_BESIDE)
        block = replace(block, lines=block.lines + below.lines)
    return block


def _sign(fact: Fact) -> Draw:
    def draw(canvas: Canvas, y: float) -> None:
        role, _icon = SIGN_ROLES[fact.sign]
        rect = QRectF(MARGIN + 6, y, _CHIP_HIGH, _CHIP_HIGH)
        canvas.marks.append(Box(rect=rect, fill=f"{role}-soft", edge=role, radius=_CHIP_HIGH / 2))
        canvas.marks.append(
            Words(text=_GLYPHS[fact.sign], rect=rect, px=30, weight=600, role=role, align="centre")
        )

    return draw

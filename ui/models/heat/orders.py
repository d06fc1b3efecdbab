"""The orders of the heat map in words, for its head, its tips and its menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.i18n import _, language

if TYPE_CHECKING:
    from scorecard.analysis.views.heat import Order
    from scorecard.model.framework import Framework


def named(framework: Framework, order: Order) -> str:
    """What an order is by: the name of a section or criterion, or the title of a column."""
    if order.by == "section":
        return next(one for one in framework.sections if one.id == order.id).name.into(language())
    if order.by == "criterion":
        criterion = framework.criterion(order.id)
        return f"{criterion.code} {criterion.name.into(language())}"
    titles = {"name": _("Programme"), "country": _("Country"), "coverage": _("Coverage")}
    return titles.get(order.by, _("Score"))


def brief(framework: Framework, order: Order) -> str:
    """The same in few letters."""
    if order.by == "section":
        return next(one for one in framework.sections if one.id == order.id).short.into(language())
    return order.id.partition(".")[2] if order.by == "criterion" else named(framework, order)


def is_by_letters(order: Order) -> bool:
    """Whether an order is alphabetical, so that it usually rises."""
    return order.by in ("name", "country")


def usual(order: Order) -> Order:
    """An order as it is first asked for: the highest first, names from A to Z."""
    return order._replace(falling=not is_by_letters(order))


def way_in_words(order: Order) -> str:
    """Which way an order goes."""
    if is_by_letters(order):
        return _("Z to A") if order.falling else _("A to Z")
    return _("Highest first") if order.falling else _("Lowest first")


def order_in_words(framework: Framework, order: Order) -> str:
    """An order as a phrase."""
    if is_by_letters(order):
        sentence = _("{what}, Z to A") if order.falling else _("{what}, A to Z")
    else:
        sentence = _("{what}, highest first") if order.falling else _("{what}, lowest first")
    return sentence.format(what=brief(framework, order))

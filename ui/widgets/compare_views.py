"""The views of a comparison by name, each imported and made when somebody turns to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.i18n import _

if TYPE_CHECKING:
    from ui.models.profile_choice import ProfileChoice
    from ui.theme import Theme
    from ui.widgets.compare_view import CompareView

VIEWS = ("ranking", "profile")


def view_titles() -> tuple[str, ...]:
    """What stands on the tabs, in the order of `VIEWS`."""
    return (_("Ranking"), _("Profile"))


def make_view(name: str, theme: Theme, choice: ProfileChoice) -> CompareView:
    """The view of this name; `choice` are the programmes of the profile, which the ranking chooses too."""
    match name:
        case "ranking":
            from ui.widgets.ranking_panel import RankingPanel

            return RankingPanel(theme, choice)
        case "profile":
            from ui.widgets.profile_view import ProfileView

            return ProfileView(theme, choice)
    raise KeyError(name)

"""The views of a comparison by name, each imported and made when somebody turns to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.i18n import _

if TYPE_CHECKING:
    from ui.models.compare.profile_choice import ProfileChoice
    from ui.theme import Theme
    from ui.widgets.compare.compare_view import CompareView

VIEWS = ("heatmap", "ranking", "profile", "agreement", "time", "gap", "choices", "groups")


def view_titles() -> tuple[str, ...]:
    """What stands on the tabs, in the order of `VIEWS`."""
    return (
        _("Heatmap"),
        _("Ranking"),
        _("Profile"),
        _("Agreement"),
        _("Over time"),
        _("Self and independent"),
        _("Our choices"),
        _("Distribution"),
    )


def make_view(name: str, theme: Theme, choice: ProfileChoice) -> CompareView:
    """The view of this name; `choice` are the programmes of the profile, which the ranking chooses too."""
    match name:
        case "heatmap":
            from ui.widgets.compare.heatmap_view import HeatmapView

            return HeatmapView(theme)
        case "ranking":
            from ui.widgets.compare.ranking_panel import RankingPanel

            return RankingPanel(theme, choice)
        case "profile":
            from ui.widgets.compare.profile_view import ProfileView

            return ProfileView(theme, choice)
        case "agreement":
            from ui.widgets.compare.agreement_view import AgreementView

            return AgreementView(theme)
        case "choices":
            from ui.widgets.compare.sensitivity_view import SensitivityView

            return SensitivityView(theme)
        case "groups":
            from ui.widgets.compare.groups_view import GroupsView

            return GroupsView(theme)
        case "time":
            from ui.widgets.compare.over_time_view import OverTimeView

            return OverTimeView(theme)
        case "gap":
            from ui.widgets.compare.gap_view import GapView

            return GapView(theme)
    raise KeyError(name)

"""What every part of a sample shares while it is read: the language, the frameworks, and the key of each id."""

from __future__ import annotations

from collections.abc import Mapping

from scorecard.i18n import _
from scorecard.library.tables import Tables
from scorecard.model.evaluation import Key
from scorecard.model.framework import NA, NE, Framework
from scorecard.model.record import new_key
from scorecard.model.text import Text


class Names:
    """One pass over the files of a sample; knows the key of every id met so far."""

    def __init__(self, language: str, frameworks: Mapping[str, Framework]) -> None:
        self.language = language
        self.frameworks = frameworks
        self._keys: dict[tuple[str, str], Key] = {}

    def text(self, table: Tables, name: str) -> str:
        """A text that must be there, in the language of the sample."""
        return table.text(name).into(self.language)

    def text_if(self, table: Tables, name: str) -> str:
        """A text that may be absent or empty."""
        return self.into(table.text(name, may_be_absent=True, may_be_empty=True))

    def into(self, text: Text) -> str:
        """A text in the language of the sample."""
        return text.into(self.language)

    def new(self, what: str, table: Tables, id: str) -> Key:
        """The fresh key of an id that is met for the first time; `what` is the kind of record."""
        if (what, id) in self._keys:
            table.problem("id", _("the id “{id}” stands more than once").format(id=id))
        return self._keys.setdefault((what, id), new_key())

    def key(self, what: str, table: Tables, name: str, id: str) -> Key:
        """The key of an id that has been met; its absence is a problem of the entry `name`."""
        if (what, id) not in self._keys:
            table.problem(name, _("the id “{id}” is not known").format(id=id))
        return self._keys.get((what, id), "")

    def keys(self, what: str, table: Tables, name: str) -> tuple[Key, ...]:
        """The keys of a list of ids, none when the list is absent."""
        return tuple(self.key(what, table, name, id) for id in table.strings(name, default=[]))

    def check_criterion(self, table: Tables, name: str, id: str) -> None:
        """Note a criterion that no framework of the sample has."""
        framework = self.frameworks.get(id.partition(".")[0])
        if framework is None or all(criterion.id != id for criterion in framework.criteria):
            table.problem(name, _("the id “{id}” is not known").format(id=id))

    def check_value(self, table: Tables, name: str, criterion: str, value: str) -> None:
        """Note a value that nobody can answer to the criterion."""
        framework = self.frameworks.get(criterion.partition(".")[0])
        if framework is not None and value not in (*framework.codes, NE, NA):
            table.problem(name, _("“{value}” is no level of the scale").format(value=value))

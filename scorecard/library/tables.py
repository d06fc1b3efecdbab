"""Walks through a TOML file and notes every problem with its place, instead of stopping at the first."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from scorecard.errors import Refusal, reason_of
from scorecard.i18n import _
from scorecard.model.problem import Problem
from scorecard.model.text import NO_TEXT, Text

_LARGEST_FILE = 5_000_000
_LONGEST_TEXT = 4_000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def read_toml(path: Path) -> Mapping[str, Any]:
    """The tables of a TOML file in UTF-8. Raises `Refusal` with what is wrong and where."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
        if len(content) > _LARGEST_FILE:
            raise Refusal(
                _("“{file}” is larger than 5 MB; it is not a framework file.").format(file=path.name)
            )
        return tomllib.loads(content.decode("utf-8-sig"))
    except FileNotFoundError:
        sentence = _("There is no file “{file}”. Check the name; nothing has changed.")
        raise Refusal(sentence.format(file=path), code="unknown") from None
    except OSError as error:
        sentence = _("“{file}” cannot be read ({reason}). Check the file and try again.")
        raise Refusal(sentence.format(file=path, reason=reason_of(error)), code="disk") from None
    except UnicodeDecodeError:
        sentence = _("“{file}” is not a text in UTF-8. Save it as UTF-8 and try again.")
        raise Refusal(sentence.format(file=path.name)) from None
    except tomllib.TOMLDecodeError as error:
        sentence = _("“{file}” is not valid TOML: {reason}. Correct that place and try again.")
        raise Refusal(sentence.format(file=path.name, reason=error)) from None
    # The parser lets both pass: it calls itself at every bracket, and Python reads no number of 5,000 digits.
    except (RecursionError, ValueError):
        sentence = _("“{file}” is nested too deeply or holds too long a number. Correct it and try again.")
        raise Refusal(sentence.format(file=path.name)) from None


class Tables:
    """One table of the file and its place in words; all tables of a file share one list of problems."""

    def __init__(
        self, content: object, file: str, place: str = "", found: list[Problem] | None = None
    ) -> None:
        self.place = place
        self.problems: list[Problem] = [] if found is None else found
        self._file = file
        self._content: Mapping[str, Any] = content if isinstance(content, dict) else {}
        self._asked: set[str] = set()
        if not isinstance(content, dict):
            self.problem("", _("a table is expected here"))

    def problem(self, name: str, text: str) -> None:
        """Note a problem of the entry `name` of this table, or of the table itself."""
        where = ", ".join(part for part in (self.place, name) if part)
        self.problems.append(Problem(severity="error", text=text, file=self._file, cell=where))

    def has(self, name: str) -> bool:
        """Whether the table holds the entry."""
        return name in self._content

    def plain(self, name: str, *, pattern: str = "", default: str | None = None) -> str:
        """A string that is the same in every language, and matches the whole pattern where one is given."""
        value = self._value(name, default)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.problem(name, _("a text in quotation marks is expected"))
            return ""
        if pattern and not re.fullmatch(pattern, value):
            self.problem(
                name,
                _("“{value}” is not allowed here; the form is {pattern}").format(
                    value=value[:80], pattern=pattern
                ),
            )
            return ""
        return self._clean(name, value)

    def one_of(self, name: str, allowed: Sequence[str], default: str | None = None) -> str:
        """A string out of a few."""
        value = self._value(name, default)
        if value is None or value in allowed:
            return value or ""
        choices = ", ".join(f"“{choice}”" for choice in allowed)
        self.problem(
            name, _("{value} is not one of {choices}").format(value=repr(value)[:80], choices=choices)
        )
        return ""

    def flag(self, name: str) -> bool:
        """True or false; false when absent."""
        value = self._value(name, False)
        if not isinstance(value, bool):
            self.problem(name, _("true or false is expected"))
            return False
        return value

    def number(self, name: str, *, least: int = 0, most: int, default: int | None = None) -> int:
        """A whole number from `least` to `most`; the least where it is wrong or missing."""
        value = self._value(name, default)
        if type(value) is int and least <= value <= most:
            return value
        if value is not None:
            sentence = _("a whole number from {least} to {most} is expected")
            self.problem(name, sentence.format(least=least, most=most))
        return least

    def text(self, name: str, *, may_be_absent: bool = False, may_be_empty: bool = False) -> Text:
        """A text with its English and its Spanish; one that may be empty is so in both or in none."""
        if may_be_absent and name not in self._content:
            self._asked.add(name)
            return NO_TEXT
        return self._text(name, self._value(name, None), may_be_empty=may_be_empty)

    def texts(self, name: str, *, may_be_empty: bool = False) -> tuple[Text, ...]:
        """A list of texts."""
        return tuple(
            self._text(f"{name} {number}", item, may_be_empty=may_be_empty)
            for number, item in enumerate(self._list(name), start=1)
        )

    def strings(self, name: str, *, default: list[str] | None = None) -> tuple[str, ...]:
        """A list of strings."""
        items = self._list(name, default)
        if all(isinstance(item, str) for item in items):
            return tuple(items)
        self.problem(name, _("a list of texts in quotation marks is expected"))
        return ()

    def weights(self, name: str) -> tuple[tuple[str, float], ...]:
        """A table of non-negative numbers by id; none when absent."""
        value = self._value(name, {})
        if not isinstance(value, dict):
            self.problem(name, _("a table of weights is expected"))
            return ()
        for key, weight in value.items():
            if type(weight) not in (int, float) or not 0 <= weight < float("inf"):
                self.problem(f"{name}, {key}", _("a weight is a number of 0 or more"))
                return ()
        return tuple((key, float(weight)) for key, weight in value.items())

    def mapping(self, name: str) -> dict[str, str]:
        """A table of strings by id."""
        value = self._value(name, None)
        if isinstance(value, dict) and all(isinstance(item, str) for item in value.values()):
            return dict(value)
        if value is not None:
            self.problem(name, _("a table of texts in quotation marks is expected"))
        return {}

    def table(self, name: str) -> Tables:
        """The table of an entry; whoever asks for it ends it. An empty one where there is none."""
        value = self._value(name, None)
        where = ", ".join(part for part in (self.place, name) if part)
        return Tables({} if value is None else value, self._file, where, self.problems)

    def tables(self, name: str, *, called: str, least: int = 0) -> Iterator[Tables]:
        """The tables of an array, each with its place: the word it is called by and its id or its number."""
        items = self._list(name, [] if least == 0 else None)
        if self.has(name) and len(items) < least:
            self.problem(name, _("at least {count} are needed").format(count=least))
        for number, item in enumerate(items, start=1):
            id = item.get("id", item.get("code", number)) if isinstance(item, dict) else number
            where = ", ".join(part for part in (self.place, f"{called} {id}") if part)
            yield (table := Tables(item, self._file, where, self.problems))
            table.end()

    def end(self) -> None:
        """Note every entry that nobody asked for: most are misspelt."""
        for name in self._content:
            if name not in self._asked:
                self.problem(name, _("this entry is not known here"))

    def unique(self, ids: Sequence[str], what: str) -> None:
        """Note every id that stands more than once; `what` is a translated noun."""
        for id in sorted({id for id in ids if id and ids.count(id) > 1}):
            self.problem("", _("the {what} “{id}” stands more than once").format(what=what, id=id))

    def _value(self, name: str, default: Any) -> Any:
        self._asked.add(name)
        if name not in self._content and default is None:
            self.problem(name, _("this entry is missing"))
        return self._content.get(name, default)

    def _list(self, name: str, default: list[Any] | None = None) -> list[Any]:
        value = self._value(name, default)
        if isinstance(value, list):
            return value
        if value is not None:
            self.problem(name, _("a list is expected"))
        return []

    def _text(self, name: str, value: object, *, may_be_empty: bool = False) -> Text:
        if value is None:
            return NO_TEXT
        if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
            self.problem(
                name, _("a text in both languages is expected: {form}").format(form='{ en = "…", es = "…" }')
            )
            return NO_TEXT
        for stranger in sorted(value.keys() - {"en", "es"}):
            self.problem(name, _("the language “{language}” is not known").format(language=stranger))
        if may_be_empty and not any(item.strip() for item in value.values()):
            return NO_TEXT
        for language in ("en", "es"):
            if not value.get(language, "").strip():
                self.problem(name, _("the text in “{language}” is missing").format(language=language))
        return Text(en=self._clean(name, value.get("en", "")), es=self._clean(name, value.get("es", "")))

    def _clean(self, name: str, value: str) -> str:
        if len(value) > _LONGEST_TEXT:
            self.problem(name, _("the text is longer than {count} characters").format(count=_LONGEST_TEXT))
        if _CONTROL.search(value):
            self.problem(name, _("the text holds a control character"))
        return value.strip()

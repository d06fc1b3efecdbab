"""Every sentence the program shows is in both catalogues, translated, with the same places to fill."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator

import pytest
from babel.messages import Catalog

from tools.catalogues import (
    LANGUAGES,
    ROOT,
    compile_catalogue,
    compiled,
    extract,
    read,
    sources,
    texts,
)

MARKS = {"_", "N_", "ngettext", "pgettext"}
# What takes a text that a person reads or hears, with the place of that text among its arguments.
SHOWN_BY = {
    **dict.fromkeys(("QAction", "QCheckBox", "QGroupBox", "QLabel", "QPushButton", "QRadioButton"), 0),
    **dict.fromkeys(("addAction", "addButton", "addItem", "addMenu", "addRow"), 0),
    **dict.fromkeys(("setAccessibleDescription", "setAccessibleName", "setPlaceholderText", "setPrefix"), 0),
    **dict.fromkeys(("setStatusTip", "setSuffix", "setText", "setTitle", "setToolTip", "setWindowTitle"), 0),
    **dict.fromkeys(("addTab", "setItemText", "setTabText"), 1),
    **dict.fromkeys(("Lacking", "Refusal"), 0),
}
# The program's name, and the name each language has for itself.
NAMES = {"https://…", "Scorecard", "English", "Español"}
# English words and units that Spanish writes alike.
ALIKE = {"Agenda", "Alt", "Ctrl", "Enter", "Id", "Panel", "Radar", "error", "no", "panel"}
ALIKE |= {"{hours} h", "{hours} h {minutes} min", "{minutes} min"}
# Spanish words cut short, where only they fit.
CUT_SHORT = {"Mín.", "Máx."}


def keys(catalogue: Catalog) -> set[tuple[str | None, tuple[str, ...]]]:
    """What tells the messages of a catalogue apart: context and the English forms."""
    return {(message.context, texts(message.id)) for message in catalogue if message.id}


def places(text: str) -> set[str]:
    """The places of a text that `format` fills by name, and those of argparse that % fills."""
    named = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    return named | set(re.findall(r"%(?:\(\w+\))?[sr]", text))


def own_words(text: str) -> str:
    """A text without its places, its sheet formats and the name of the program."""
    return re.sub(r"\{\w*\}|%(?:\(\w+\))?[sr]|\(\*\.\w+\)|Scorecard", "", text)


def frame(text: str) -> tuple[bool, str]:
    """Whether a text begins with a small letter, and the mark or blank that it ends with."""
    return text[:1].islower(), re.search(r"[.:…?]?\s*$", text)[0]


def framed_alike(original: str, translation: str) -> bool:
    """Whether both begin and end alike; where one begins with a place or a figure the other may begin with a word."""
    begins, ends = zip(frame(original), frame(translation), strict=True)
    words = original[:1].isalpha() and translation[:1].isalpha()
    return ends[0] == ends[1] and (begins[0] == begins[1] or not words)


def calls() -> Iterator[tuple[str, ast.Call, str]]:
    """Every call of a plain or dotted name in the program: where it stands, the call, and the last name."""
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                match node.func:
                    case ast.Name(id=name) | ast.Attribute(attr=name):
                        yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", node, name


def words(node: ast.expr) -> str:
    """The words that an expression holds as they stand, without the places that are filled later."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(words(part) for part in parts)
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            return f"{words(one)} {words(other)}"
    return ""


@pytest.fixture(scope="module")
def template() -> Catalog:
    return extract()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_of_the_code_is_in_the_catalogue(language: str, template: Catalog) -> None:
    assert keys(template) - keys(read(language)) == set(), "type: make catalogues"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_nothing_the_code_no_longer_says(language: str, template: Catalog) -> None:
    catalogue = read(language)
    assert keys(catalogue) - keys(template) == set(), "type: make catalogues"
    assert list(catalogue.obsolete) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_is_translated_and_none_is_fuzzy(language: str) -> None:
    lacking = [
        texts(message.id)[0]
        for message in read(language)
        if message.id and (message.fuzzy or not all(texts(message.string)))
    ]
    assert lacking == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_the_same_places_as_its_original(language: str) -> None:
    differing = []
    for message in read(language):
        known = set().union(*map(places, texts(message.id)))
        # A form for one thing may spell the count out.
        needed = known - {"count"} if message.pluralizable else known
        differing += [form for form in texts(message.string) if form and not needed <= places(form) <= known]
    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_its_source(language: str) -> None:
    assert compiled(language).read_bytes() == compile_catalogue(read(language)), "type: make catalogues"


def test_no_english_is_left_standing_in_the_spanish_catalogue() -> None:
    standing = [
        form
        for message in read("es")
        for form in texts(message.string)
        if form in texts(message.id) and re.search(r"[^\W\d_]", own_words(form)) and form not in ALIKE
    ]
    assert standing == []


def test_a_translation_begins_and_ends_as_its_original() -> None:
    differing = [
        form
        for message in read("es")
        if message.id
        for form in texts(message.string)
        if form and not framed_alike(texts(message.id)[0], form) and form not in CUT_SHORT
    ]
    assert differing == []


def test_spanish_opens_its_questions_and_keeps_its_percent_signs_with_their_numbers() -> None:
    wrong = [
        form
        for message in read("es")
        for form in texts(message.string)
        if form.count("?") != form.count("¿")
        or form.count("“") != form.count("”")
        or re.search(r"[\d}] ?%(?![\w(])|[«»\"]", form)
    ]
    assert wrong == []


def test_only_literal_texts_are_marked_for_translation() -> None:
    unmarkable = [
        where
        for where, call, name in calls()
        if name in MARKS
        and any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in call.args[:2])
    ]
    assert unmarkable == []


def test_no_text_reaches_a_person_without_translation() -> None:
    bare = [
        f"{where} {text!r}"
        for where, call, name in calls()
        if name in SHOWN_BY and len(call.args) > SHOWN_BY[name]
        for text in [words(call.args[SHOWN_BY[name]]).strip()]
        if re.search(r"[^\W\d_]{2}", text) and text not in NAMES
    ]
    assert bare == []

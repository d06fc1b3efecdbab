"""Picture files: whole or not there, and readable by who cannot see them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image

from scorecard.charts.files import FORMATS, Kind, picture, save_charts, save_picture
from scorecard.charts.pictures import profile, ranking
from scorecard.errors import Refusal
from scorecard.progress import Cancelled, Silent

MADE_AT = datetime(2026, 3, 4, 12, tzinfo=UTC)
Build = Callable[..., Any]


@pytest.fixture
def shown(compared: Build) -> Any:
    return compared({"First of Ñuble": "444443", "Thin": "4-----"}, caution="illustrative")


@pytest.mark.parametrize("format", FORMATS)
def test_charts_are_saved_in_every_format(format: Any, shown: Any, tmp_path: Path) -> None:
    kinds: tuple[Kind, ...] = ("heatmap", "bars", "radar")
    paths = save_charts(
        shown, tmp_path / "charts", kinds=kinds, format=format, made_at=MADE_AT, progress=Silent()
    )
    names = ("heatmap", "bars", "radar", "radar-all")
    assert [path.name for path in paths] == [f"{name}.{format}" for name in names]
    assert sorted((tmp_path / "charts").iterdir()) == sorted(paths)


def test_a_png_carries_its_words(shown: Any) -> None:
    with Image.open(BytesIO(picture(lambda: ranking(shown, MADE_AT), MADE_AT))) as image:
        assert image.width == 2400
        assert image.info["Title"] == "Title of it"
        assert "1. First of Ñuble: 3.83" in image.info["Description"]
        assert "Illustrative scores, not an official assessment" in image.info["Description"]


def test_an_svg_has_a_title_and_its_words(shown: Any) -> None:
    content = picture(lambda: ranking(shown, MADE_AT), MADE_AT, "svg")
    root = ElementTree.fromstring(content)
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "Title of it"
    assert "First of Ñuble: 3.83" in content.decode("utf-8")


def test_a_pdf_carries_its_words(shown: Any) -> None:
    content = picture(lambda: ranking(shown, MADE_AT), MADE_AT, "pdf")
    assert b"/Subject" in content
    assert b"/Title" in content


def test_the_same_comparison_gives_the_same_picture(shown: Any) -> None:
    first, second = (picture(lambda: ranking(shown, MADE_AT), MADE_AT, "svg") for _ in range(2))
    assert first == second


def test_a_picture_is_saved_in_the_format_of_its_suffix(shown: Any, tmp_path: Path) -> None:
    keys = [programme.key for programme in shown.comparison.programmes]
    for suffix, begins in ((".PNG", b"\x89PNG"), (".svg", b"<?xml"), (".pdf", b"%PDF")):
        path = tmp_path / f"profile{suffix}"
        save_picture(lambda: profile(shown, keys, MADE_AT), path, MADE_AT)
        assert path.read_bytes().startswith(begins)


@pytest.mark.parametrize("name", ["picture.gif", "picture", "missing/picture.png"])
def test_a_picture_that_cannot_be_saved_is_a_refusal(shown: Any, tmp_path: Path, name: str) -> None:
    with pytest.raises(Refusal):
        save_picture(lambda: ranking(shown, MADE_AT), tmp_path / name, MADE_AT)
    assert list(tmp_path.iterdir()) == []


class Impatient:
    """Progress whose person stops after the first picture."""

    def step(self, done: int, total: int, doing: str) -> None:
        if done:
            raise Cancelled


def test_cancelling_leaves_only_whole_pictures(shown: Any, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        save_charts(shown, tmp_path, made_at=MADE_AT, progress=Impatient())
    (path,) = tmp_path.iterdir()
    with Image.open(path) as image:
        image.verify()


def test_charts_never_take_the_place_of_a_file(shown: Any, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"mine")
    with pytest.raises(Refusal):
        save_charts(shown, path, made_at=MADE_AT, progress=Silent())
    assert path.read_bytes() == b"mine"


def test_a_folder_made_for_nothing_is_taken_away(shown: Any, tmp_path: Path) -> None:
    class Impatient:
        def step(self, done: int, total: int, doing: str) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        save_charts(shown, tmp_path / "charts", made_at=MADE_AT, progress=Impatient())
    assert list(tmp_path.iterdir()) == []


def test_the_fonts_of_a_pdf_are_of_the_type_it_declares(shown: Any) -> None:
    content = picture(lambda: ranking(shown, MADE_AT), MADE_AT, "pdf")
    assert b"/Type3" in content
    assert b"/CIDFontType2" not in content

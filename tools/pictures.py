"""Takes the pictures of the documentation from the real window: python -m tools.pictures."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtGui import QCursor, QPixmap
from PySide6.QtWidgets import QApplication

from tools.exchanged import Looking, files_to_import, package_to_merge, with_runs
from tools.wall_pictures import wall_picture
from tools.workshop_pictures import hold
from ui.app import Program
from ui.pages.exchange import COLLECT, PUBLISH
from ui.preferences import Preferences

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
SIZE = (1366, 768)
_SETTLE_MS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture: which page, of which sample, at which place.

    `view` is that of Compare, `step` one of Exchange or a stage of the Workshop.
    """

    name: str
    page: str = "start"
    sample: str = "mining"
    programme: str = ""
    criterion: str = ""
    view: str = ""
    step: str = ""
    theme: str = "light"


PAGES = (
    Picture(name="start"),
    Picture(name="programmes", page="programmes", programme="CL09"),
    Picture(name="score", page="score", programme="CL01", criterion="ptpr.ANT4"),
    Picture(name="score-dark", page="score", programme="CL01", criterion="ptpr.ANT4", theme="dark"),
    Picture(name="compare-heatmap", page="compare", view="heatmap"),
    Picture(name="compare-heatmap-workshop", page="compare", sample="workshop", view="heatmap"),
    Picture(name="compare-heatmap-dark", page="compare", sample="workshop", view="heatmap", theme="dark"),
    Picture(name="compare-ranking", page="compare", view="ranking"),
    Picture(name="compare-ranking-workshop", page="compare", sample="workshop", view="ranking"),
    Picture(name="compare-profile", page="compare", sample="workshop", view="profile"),
    Picture(name="compare-profile-dark", page="compare", sample="workshop", view="profile", theme="dark"),
    Picture(name="compare-agreement", page="compare", sample="workshop", view="agreement"),
    Picture(name="compare-time", page="compare", sample="workshop", view="time"),
    Picture(name="compare-gap", page="compare", sample="workshop", view="gap"),
    Picture(name="compare-choices", page="compare", sample="workshop", view="choices"),
    Picture(name="compare-groups", page="compare", view="groups"),
    Picture(name="exchange-collect", page="exchange", sample="workshop", step="collect"),
    Picture(name="exchange-publish", page="exchange", sample="workshop", step="publish"),
    Picture(name="import-preview", page="exchange", sample="workshop", step="import"),
    Picture(name="merge-preview", page="exchange", sample="workshop", step="merge"),
    Picture(name="workshop-begin", page="workshop", sample="workshop", step="begin"),
    Picture(name="workshop-waiting", page="workshop", sample="workshop", step="waiting"),
    Picture(name="workshop-covered", page="workshop", sample="workshop", step="covered"),
    Picture(name="workshop-private", page="workshop", sample="workshop", step="private"),
    Picture(name="workshop-revealed", page="workshop", sample="workshop", step="revealed"),
    Picture(name="workshop-revealed-dark", page="workshop", sample="workshop", step="revealed", theme="dark"),
    Picture(name="workshop-settled", page="workshop", sample="workshop", step="settled"),
    Picture(name="wall-item", page="wall", sample="workshop", view="item"),
    Picture(name="wall-ranking", page="wall", sample="workshop", view="ranking"),
    Picture(name="wall-item-dark", page="wall", sample="workshop", view="item", theme="dark"),
    Picture(name="people", page="people", sample="workshop"),
    Picture(name="frameworks", page="frameworks"),
    Picture(name="notes", page="notes"),
    Picture(name="notes-dark", page="notes", theme="dark"),
    Picture(name="history", page="history", sample="workshop"),
)


def main() -> int:
    """Write every picture in both languages, dark ones in English; names given as arguments narrow them."""
    wanted = set(sys.argv[1:])
    PICTURES.mkdir(parents=True, exist_ok=True)
    application = QApplication(["pictures", "-style", "fusion"])
    for language in ("en", "es"):
        for picture in PAGES:
            if wanted and picture.name not in wanted:
                continue
            if picture.theme == "dark" and language != "en":
                continue
            with own_folders() as home:
                taken = take(application, picture, language, home)
            path = PICTURES / f"{picture.name}-{language}.png"
            taken.save(str(path), quality=0)
            print(path.relative_to(PICTURES.parent.parent))
    return 0


def take(application: QApplication, picture: Picture, language: str, home: Path) -> QPixmap:
    """The window as a picture asks for it, in a language, for a person without any history."""
    QCursor.setPos(QPoint(SIZE[0] // 2, SIZE[1] - 4))
    preferences = Preferences(path=home / "preferences.toml", language=language, theme=picture.theme)
    prompts = Looking()
    program = Program(application, prompts, preferences)
    program.window.resize(*SIZE)
    program.begin(None)
    settle(_SETTLE_MS)
    if picture.page != "start":
        program.explore(picture.sample)
    if picture.page == "wall":
        prompts.taken = wall_picture(program.session.workspace, program.theme, picture.view)
    elif picture.page != "start":
        show(program, picture)
    if picture.page == "workshop":
        hold(program.window.page, picture.step, language)
    elif picture.step:
        exchange(program, picture.step, prompts, home)
    settle(2 * _SETTLE_MS)
    taken = prompts.taken or program.window.grab()
    program.window.close()
    program.deleteLater()
    settle(0)
    return taken


def show(program: Program, picture: Picture) -> None:
    """Go to the place of a picture."""
    workspace = program.session.workspace
    if workspace is None:
        raise SystemExit(f"the sample {picture.sample} did not open")
    if picture.programme:
        program.session.go_to(programme=workspace.snapshot.programme(picture.programme).key)
    if picture.criterion:
        program.session.go_to(criterion=picture.criterion)
    program.window.show_page(picture.page)
    if picture.view:
        program.window.page.show_view(picture.view)


def exchange(program: Program, step: str, prompts: Looking, home: Path) -> None:
    """Take a step of Exchange: turn to one of its lists with last runs in it, or look through what comes in."""
    workspace, page = program.session.workspace, program.window.page
    if step in ("collect", "publish"):
        with_runs(workspace, program.preferences, home)
        page.show_tab(COLLECT if step == "collect" else PUBLISH)
        program.session.place_changed.emit()
        return
    make = {"import": files_to_import, "merge": package_to_merge}[step]
    prompts.paths = make(workspace, home)
    wait(program)
    page.cards[step].pressed.emit()
    wait(program)


def wait(program: Program) -> None:
    """Let work in the background come to its end."""
    while program.busy:
        settle(50)


def settle(milliseconds: int) -> None:
    """Let the window finish what it began."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


@contextmanager
def own_folders() -> Iterator[Path]:
    """A home of its own, so that no picture shows or changes anything of this person's."""
    with tempfile.TemporaryDirectory() as home:
        before = {name: os.environ.get(name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}
        os.environ.update(dict.fromkeys(before, home))
        yield Path(home)
        for name, value in before.items():
            if value is None:
                os.environ.pop(name)
            else:
                os.environ[name] = value


if __name__ == "__main__":
    raise SystemExit(main())

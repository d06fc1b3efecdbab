"""The experiments on reliability, R1 to R22: what each tries, where it stands, and the table of what a run counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

PROPERTY = "experiment"
"""The name under which a test hands on its counts, also from one process of a parallel run to another."""


class Counted(Protocol):
    """Notes what a test has counted for an experiment, whether it passes or fails afterwards."""

    def __call__(self, experiment: str, **counts: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Experiment:
    """What is tried, and the tests that try it: files, or single tests of files that hold others too."""

    title: str
    places: tuple[str, ...]


FORM, LONG = "tests/exchange/test_form_reader.py", "tests/exchange/test_long_reader.py"

EXPERIMENTS = {
    "R1": Experiment(
        "kill -9 during writes", ("tests/storage/test_crash.py", "tests/soak/test_storage_soak.py")
    ),
    "R2": Experiment(
        "power cut",
        (
            "tests/storage/test_power_cut.py",
            "tests/storage/test_order_of_writing.py",
            "tests/soak/test_power_cut_soak.py",
        ),
    ),
    "R3": Experiment(
        "disk full",
        (
            "tests/storage/test_disk.py",
            "tests/storage/test_unite.py",
            "tests/test_safe_file.py::test_a_disk_that_really_is_full_leaves_the_old_workbook",
        ),
    ),
    "R4": Experiment(
        "read-only file or folder",
        (
            "tests/storage/test_protection.py",
            "tests/ui/test_session.py::test_a_session_open_for_reading_offers_no_undo",
            "tests/ui/test_backups.py::test_a_file_that_somebody_has_open_is_only_read_and_says_so",
        ),
    ),
    "R5": Experiment(
        "damaged file",
        (
            "tests/storage/test_database.py",
            "tests/soak/test_damage_soak.py",
            "tests/ui/test_backups.py::test_a_damaged_file_offers_its_backups_at_opening",
            "tests/ui/test_backups.py::test_what_is_left_of_a_damaged_file_is_salvaged",
            "tests/cli/test_backups.py::test_the_backups_of_a_damaged_file_are_listed_and_bring_it_back",
        ),
    ),
    "R6": Experiment(
        "two windows on one file", ("tests/storage/test_lock.py", "tests/soak/test_lock_soak.py")
    ),
    "R7": Experiment(
        "file from a newer version",
        ("tests/storage/test_database.py::test_a_newer_file_is_refused_untouched",),
    ),
    "R8": Experiment(
        "kill at each step of each migration",
        (
            "tests/storage/test_migrations.py",
            "tests/storage/test_migration_kills.py",
            "tests/storage/test_backups.py::test_there_is_a_copy_of_every_old_schema_before_it_is_brought_up",
        ),
    ),
    "R9": Experiment(
        "OSError at each place that touches a file",
        ("tests/hostile/test_failing_disk.py", "tests/soak/test_failing_disk_soak.py"),
    ),
    "R10": Experiment(
        "another program holds the file to be replaced",
        ("tests/test_safe_file.py", "tests/hostile/test_files_held_open.py"),
    ),
    "R11": Experiment(
        "file on a network or in a synchronised folder",
        (
            "tests/storage/test_places.py",
            "tests/ui/test_backups.py::test_a_synchronised_folder_is_warned_of_and_left_for_a_copy",
        ),
    ),
    "R12": Experiment(
        "hostile workbooks and tables",
        (
            "tests/hostile/test_workbooks.py",
            "tests/hostile/test_texts.py",
            "tests/hostile/test_mutations.py",
            "tests/soak/test_hostile_soak.py",
            "tests/soak/test_mutations_soak.py",
        ),
    ),
    "R13": Experiment(
        "form of another framework or version",
        (
            f"{FORM}::test_another_framework_or_version_is_refused_with_both_named",
            f"{FORM}::test_a_form_of_another_evaluation_is_refused",
            "tests/exchange/test_form_import.py::test_a_version_to_which_no_crosswalk_leads_is_refused",
        ),
    ),
    "R14": Experiment(
        "shifted, sorted, deleted and duplicated rows",
        (
            f"{FORM}::test_sorted_rows_find_their_criteria",
            f"{FORM}::test_inserted_and_deleted_rows_and_columns_move_nothing_elsewhere",
            f"{FORM}::test_a_row_pasted_over_another_never_speaks_for_that_one",
            f"{FORM}::test_a_row_twice_with_different_answers_is_reported_and_neither_is_taken_in",
            f"{FORM}::test_a_filled_row_without_its_key_is_reported",
            f"{FORM}::test_parts_of_rows_that_were_shifted_are_reported_row_by_row",
            f"{FORM}::test_a_row_from_elsewhere_is_reported",
            "tests/laws/test_form_law.py",
        ),
    ),
    "R15": Experiment(
        "odd entries in score cells",
        (
            f"{FORM}::test_a_level_is_read_however_it_is_written",
            f"{FORM}::test_anything_else_is_reported_by_its_cell_and_nothing_is_taken_in",
            f"{LONG}::test_a_whole_number_is_a_level_however_it_is_written",
            f"{LONG}::test_anything_else_is_no_level",
            f"{LONG}::test_ne_and_na_are_read_in_either_case_and_never_lost",
            f"{LONG}::test_cells_of_a_workbook_are_judged_by_what_they_hold",
        ),
    ),
    "R16": Experiment(
        "the same evaluator twice",
        (
            f"{LONG}::test_who_differs_in_accents_case_or_spaces_alone_is_neither_merged_nor_added_silently",
            f"{LONG}::test_an_id_of_ours_with_an_accent_is_asked_about_as_well",
            f"{LONG}::test_two_new_names_that_look_alike_are_asked_about",
            "tests/exchange/test_same_ids.py",
        ),
    ),
    "R17": Experiment(
        "formulas in texts, through every export",
        (
            "tests/hostile/test_formulas.py",
            "tests/hostile/test_formulas_elsewhere.py",
            "tests/soak/test_formulas_soak.py",
            "tests/laws/test_long_table_law.py",
        ),
    ),
    "R18": Experiment(
        "export then import",
        ("tests/laws/test_long_table_law.py", "tests/laws/test_form_law.py", "tests/laws/test_merge_laws.py"),
    ),
    "R19": Experiment(
        "the workbook recalculated by LibreOffice",
        (
            "tests/exchange/test_recalculation.py",
            "tests/soak/test_exchange_soak.py",
            "tests/soak/test_form_soak.py",
        ),
    ),
    "R20": Experiment("merge in any order, twice, in groups", ("tests/laws/test_merge_laws.py",)),
    "R21": Experiment(
        "mutated packages, framework files, databases",
        (
            "tests/hostile/test_packages.py",
            "tests/hostile/test_mutations.py",
            "tests/hostile/test_samples.py",
            "tests/soak/test_mutations_soak.py",
        ),
    ),
    "R22": Experiment(
        "every kept backup restored",
        (
            "tests/storage/test_backups.py",
            "tests/storage/test_restoring.py",
            "tests/cli/test_backups.py::test_a_backup_is_made_listed_and_restored",
            "tests/soak/test_backups_soak.py",
        ),
    ),
    "laws": Experiment(
        "the whole workspace against a model",
        ("tests/laws/test_workspace_machine.py",),
    ),
}


@dataclass(slots=True)
class Told:
    """What a run had to say of one experiment."""

    tests: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)

    def line(self) -> str:
        """The tests by their outcome, and the counts."""
        tests = ", ".join(f"{count} {outcome}" for outcome, count in self.tests.items())
        counts = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in self.counts.items())
        return f"{tests}: {counts}" if counts else tests


class Report(Protocol):
    """What pytest tells of one test."""

    nodeid: str
    user_properties: list[tuple[str, object]]


def summary(outcomes: dict[str, Iterable[Report]]) -> Iterator[str]:
    """One line for each experiment of which some test has run, from the reports of its tests by their outcome."""
    told: dict[str, Told] = {}
    for outcome, reports in outcomes.items():
        for report in reports:
            for id, experiment in EXPERIMENTS.items():
                if any(report.nodeid.startswith(place) for place in experiment.places):
                    told.setdefault(id, Told()).tests[outcome] += 1
            for name, value in report.user_properties:
                if name == PROPERTY:
                    id, counts = value  # type: ignore[misc]
                    told.setdefault(id, Told()).counts.update(counts)
    for id, experiment in EXPERIMENTS.items():
        if id in told:
            yield f"{id:>4}  {experiment.title}. {told[id].line()}"

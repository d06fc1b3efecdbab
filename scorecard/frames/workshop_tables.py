"""The tables of what evaluators talked about in workshops, and of what came of it."""

from __future__ import annotations

from scorecard.frames.grammar import (
    CRITERION,
    EVALUATOR,
    FRAMEWORK,
    OF_EVALUATOR,
    OF_ROUND,
    ROUND,
    of,
    table,
    text,
)

_PROGRAMME = text("programme", "the id of the programme; its key once it is removed")
_CELL = (_PROGRAMME, ROUND, CRITERION)
_OF_DISCUSSION = ("programme round criterion", "discussions")

WORKSHOP_TABLES = (
    table(
        "agendas",
        "one row the workshop of a framework in a round",
        "framework round",
        (
            FRAMEWORK,
            ROUND,
            of("moment", "begun_at!", "when it began"),
            of("integer", "minutes!", "the minutes that are meant for each item"),
            text(
                "at_hand_programme",
                "the programme of the item on the wall; the first open one where none is said",
            ),
            text("at_hand_criterion", "its criterion"),
            of("boolean", "hides_programmes!", "whether the wall leaves out the names of programmes"),
            of("boolean", "hides_evaluators!", "whether the wall leaves out the names of evaluators"),
            text("slides", "the ids of the slides chosen for the wall, with spaces between them"),
        ),
        (OF_ROUND,),
    ),
    table(
        "absences",
        "one row an evaluator who takes no part in a workshop, or has left it",
        "framework round evaluator",
        (FRAMEWORK, ROUND, EVALUATOR),
        (("framework round", "agendas"), OF_EVALUATOR),
    ),
    table(
        "discussions",
        "one row a cell on the agenda of a workshop; it stays when its programme is removed",
        "programme round criterion",
        (
            *_CELL,
            FRAMEWORK,
            of("integer", "position!", "its place on the agenda, in order and with gaps"),
            of("boolean", "practice!", "whether it was to practise: its votes are no scores"),
            text("stage!", "waiting, scoring, revealed or settled"),
            text("note", "what was noted"),
            text("outcome", "agreed, dissent or skipped, once it is settled"),
            text("value", "the code of the level that was agreed on, NE or NA"),
            text("rationale", "why"),
        ),
        (OF_ROUND,),
    ),
    table(
        "discussion_votes",
        "one row an evaluator in the discussion of a cell",
        "programme round criterion evaluator",
        (
            *_CELL,
            text("evaluator", "the id of the evaluator; its key once it is removed"),
            of("boolean", "had_turn!", "whether they had their turn while scores were private"),
            text("practice_value", "the vote, where it is to practise"),
            text("first_value", "the value when scores were revealed"),
            text("second_value", "the value when the cell was settled"),
        ),
        (_OF_DISCUSSION,),
    ),
    table(
        "dissents",
        "one row what an evaluator holds against what was agreed",
        "programme round criterion position",
        (
            *_CELL,
            of("integer", "position", "its place among those of the cell, from 0"),
            text("evaluator", "the id of the evaluator; none where nobody is to be named"),
            text("text!", "what they say"),
        ),
        (_OF_DISCUSSION,),
    ),
    table(
        "actions",
        "one row what somebody is to do after the workshop",
        "programme round criterion action",
        (
            *_CELL,
            text("action", "its random key"),
            text("text!", "what is to be done"),
            text("owner", "who is to do it"),
            of("date", "due", "the day by which"),
        ),
        (_OF_DISCUSSION,),
    ),
)

"""Every table of an evaluation, said once: the frames, the files and the page on them follow this."""

from __future__ import annotations

from scorecard.frames.framework_tables import FRAMEWORK_TABLES
from scorecard.frames.review_tables import FACT_TABLES, PEOPLE_TABLES
from scorecard.frames.score_tables import SCORE_TABLES
from scorecard.frames.workshop_tables import WORKSHOP_TABLES

TABLES = (*FRAMEWORK_TABLES, *PEOPLE_TABLES, *WORKSHOP_TABLES, *FACT_TABLES, *SCORE_TABLES)
"""All of them; together they hold the whole evaluation."""

BY_NAME = {table.name: table for table in TABLES}

"""The only room that speaks SQL: an evaluation in one local file, with the journal of every edit."""

"""What sources say and prove: evidence behind marks, the sources' own marks, their tables printed again."""

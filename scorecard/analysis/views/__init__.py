"""What else there is to see of an answer: cells, groups, rounds, self-assessments beside independent scores."""

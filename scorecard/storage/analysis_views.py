"""The views of an analysis file: what people make charts of, with the names that belong to the ids."""

from __future__ import annotations

from collections.abc import Mapping

_PROGRAMME = """coalesce(programmes.short, programmes.name) AS programme_name,
    programmes.country,
    programmes.region,
    programmes.institution"""
_CRITERION = """sections.section AS section,
    sections.name_en AS section_name_en,
    sections.name_es AS section_name_es,
    criteria.code AS criterion_code,
    criteria.name_en AS criterion_name_en,
    criteria.name_es AS criterion_name_es"""
_ROUND = """rounds.name AS round_name,
    rounds.position AS round_position"""
_CAUTION = "(SELECT caution FROM evaluation) AS caution"

VIEWS: Mapping[str, str] = {
    "v_scores": f"""SELECT
    scores.*,
    {_PROGRAMME},
    evaluators.name AS evaluator_name,
    evaluators.kind AS evaluator_kind,
    {_ROUND},
    {_CRITERION},
    {_CAUTION}
FROM scores
JOIN programmes USING (programme)
JOIN evaluators USING (evaluator)
JOIN rounds USING (round)
LEFT JOIN criteria USING (framework, version, criterion)
LEFT JOIN sections USING (framework, version, section)""",
    "v_results": f"""SELECT
    results.*,
    {_PROGRAMME},
    {_ROUND},
    frameworks.name_en AS framework_name_en,
    frameworks.name_es AS framework_name_es,
    frameworks.top AS top,
    {_CAUTION}
FROM results
JOIN programmes USING (programme)
JOIN rounds USING (round)
JOIN frameworks USING (framework, version)""",
    "v_section_results": f"""SELECT
    section_results.*,
    sections.name_en AS section_name_en,
    sections.name_es AS section_name_es,
    {_PROGRAMME},
    {_ROUND},
    {_CAUTION}
FROM section_results
JOIN sections USING (framework, version, section)
JOIN programmes USING (programme)
JOIN rounds USING (round)""",
    "v_cell_results": f"""SELECT
    cell_results.programme,
    cell_results.framework,
    cell_results.round,
    cell_results.version,
    cell_results.criterion,
    cell_results.state,
    cell_results.value,
    {_PROGRAMME},
    {_ROUND},
    {_CRITERION},
    {_CAUTION}
FROM cell_results
JOIN criteria USING (framework, version, criterion)
JOIN sections ON sections.framework = cell_results.framework
    AND sections.version = cell_results.version AND sections.section = cell_results.section
JOIN programmes USING (programme)
JOIN rounds USING (round)""",
    "v_evidence": f"""SELECT
    evidence.*,
    evidence_criteria.criterion,
    evidence_criteria.framework,
    {_PROGRAMME}
FROM evidence
JOIN programmes USING (programme)
LEFT JOIN evidence_criteria USING (programme, evidence)""",
}
"""The query of each view by its name. A criterion that scores are about stands as its round has it."""

"""Which rules fired, over a set of pages."""

from __future__ import annotations

import govclean
from govclean.rules import RuleSet, measure_coverage
from govclean.strip import survey_pages

BODY = "岚川市召开专题会议，研究部署秋季各项重点任务，市直有关部门负责人参加会议。"
PLACES = (
    "平安县| 大丰市| 清水县| 通海县| 武川县| 安塞县| 天柱县| 高唐县| 临潭县| 富源县| 德兴市| 舞阳县| 松滋市|"
)


def test_coverage_counts_every_rule_of_a_line() -> None:
    pages = {
        "a": f"{BODY}\n主办单位：岚川市政府办公室\n湘ICP备09900012号　网站标识码：4399000001\n",
        "b": f"{BODY}\n湘ICP备09900012号\n",
    }
    coverage = measure_coverage(((n, govclean.clean(t)) for n, t in pages.items()), RuleSet.load())
    used = {use.rule: use for use in coverage.used}
    assert coverage.pages == 2
    assert used["footer.icp"].times == 2
    assert dict(used["footer.site_code"].pages) == {"a": 1}
    assert "counter.visitor" in coverage.unused
    assert "footer.icp" not in coverage.unused
    assert coverage.to_dict()["pages"] == 2


def test_survey_by_host() -> None:
    pages = {
        "http://a.example/1": BODY,
        "http://a.example/2": f"{BODY}\n湘ICP备09900012号\n{PLACES}\n",
        "http://b.example/1": BODY,
    }
    survey = survey_pages((url, govclean.clean(text, url=url)) for url, text in pages.items())
    assert survey.pages == 3
    assert dict(survey.verdicts) == {"clean": 2, "hijacked": 1}
    assert [h.host for h in survey.hosts] == ["a.example", "b.example"]
    assert survey.hosts[0].examples == {"spam.places:foot": "http://a.example/2"}
    assert survey.to_dict()["injections"] == {"spam.places:foot": 1}

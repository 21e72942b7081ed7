"""Detectors on trial: does one take anything out of a page that holds a given text?"""

from __future__ import annotations

import re

from ..page import Page
from ..rules.engine import RuleSet
from ..rules.load import builtin_rules
from ..rules.model import Rule

__all__ = ["detects"]

_PROSE = (
    "岚川市召开专题会议，总结前一阶段工作，研究部署秋季各项重点任务，市直有关部门负责人参加会议。",
    "会议要求，各单位要把责任落实到岗位、落实到人头，做到有部署、有检查、有结果，并按月报送进展。",
)
_URL = "http://www.lanchuan.gov.example/xw/1.html"
_OF_HEAD = re.compile(r"<(?:title|meta)\b", re.I)


def detects(rule: Rule, text: str) -> bool:
    """Whether the detector of ``rule`` takes something out of a short article with ``text`` at its foot.

    A text that begins with ``<title`` or ``<meta`` stands in the head of the page; one without tags makes a page of plain text.
    """
    from ..cleaner import Options
    from ..plaintext import parse_lines
    from ..tree import parse_page
    from .findings import findings_of
    from .stage import strip_page

    page = Page(options=Options(), rules=RuleSet(builtin_rules()), url=_URL)
    if text.lstrip().startswith("<"):
        head, foot = (text, "") if _OF_HEAD.match(text.lstrip()) else ("", text)
        body = "".join(f"<p>{line}</p>" for line in _PROSE)
        page.is_html = True
        page.text = f"<html><head>{head}</head><body><h1>工作会议</h1>{body}{foot}</body></html>"
        parse_page(page)
    else:
        page.text = "\n".join([*_PROSE, text])
        parse_lines(page)
    strip_page(page)
    taken = {piece.rule for piece in page.pieces} | {removal.rule for removal in page.trail.removals}
    return rule.name in taken | {finding.kind for finding in findings_of(page)}

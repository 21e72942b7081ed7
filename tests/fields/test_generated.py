"""Forms that are read alone are read together: pages made at random (``generated.py``), every field of each."""

from __future__ import annotations

import pytest

from govclean import clean

from .generated import CODE, HOST, ICP, OPERATOR, make
from .pages import read

PAGES = 120


@pytest.mark.parametrize("seeds", [range(at, at + 20) for at in range(0, PAGES, 20)])
def test_page(seeds: range) -> None:
    wrong = []
    for seed in seeds:
        html, truth = make(seed)
        article = read(html)
        found = {name: getattr(article, name) for name in truth}
        found["attachments"] = [(a.name, a.url) for a in article.attachments]
        for name, value in truth.items():
            got = (
                str(found[name]) if found[name] is not None and name.endswith(("_at", "_on")) else found[name]
            )
            if got != value:
                wrong.append(f"{seed}: {name} {got!r}, expected {value!r}")
        site = article.site
        if (site.host, site.operator, site.icp, site.id_code) != (HOST, OPERATOR, ICP, CODE):
            wrong.append(f"{seed}: {site}")
        if "近日，青云县" not in article.text or "保障工作。" not in article.text:
            wrong.append(f"{seed}: the text is not whole")
        if clean(article.text).text != article.text:
            wrong.append(f"{seed}: cleaning the text changes it")
    assert not wrong, "\n".join(wrong)

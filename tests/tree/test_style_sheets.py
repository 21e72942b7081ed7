"""Style sheets of the page: which classes they hide, in linear time."""

from __future__ import annotations

import pytest

from govclean.tree.hidden import hiding_classes


@pytest.mark.parametrize(
    ("sheet", "classes"),
    [
        (".jam{font-size:0px}", {"jam"}),
        ('@import url("a.css");\n.a, span.b { display:none; }\n.c{color:red}', {"a", "b"}),
        ("@media print{.p{display:none}} .q{display:none}", {"q"}),
        ("@font-face{src:url(data:font/woff;base64,AAAA)} .r{display:none}", {"r"}),
        ("div .s{display:none}", set()),
        ("} .t{display:none} .u{", {"t"}),
    ],
)
def test_hiding_classes(sheet: str, classes: set[str]) -> None:
    assert set(hiding_classes(sheet)) == classes


def test_a_long_line_without_braces_is_read_once() -> None:
    # Quadratic, this would be more than 10**9 steps, minutes of work.
    assert hiding_classes("a" * 49_000 + ";.x{display:none}" + "b" * 500_000) == {"x": "<style> display:none"}

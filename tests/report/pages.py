"""Articles for reports: sound ones, and one whose every field tries to get out of its place."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path

from govclean import (
    Article,
    Attachment,
    Block,
    Candidate,
    Choice,
    Damage,
    Edit,
    Encoding,
    Removal,
    Site,
    Trail,
)  # fmt: skip

EVIL = "</script><script>document.title='out'</script><!--<img src=x onerror=\"document.title='out'\">'\"]]>\u2028{{x}}"


def article(n: int = 0, verdict: str = "clean") -> Article:
    """A made-up notice; every third one has a typo corrected and a footer removed."""
    text = f"各乡镇：第{n}号通知如下。\n请于周五前报送总结。"
    edits, removals = (), ()
    if n % 3 == 0:
        edits = (Edit("typo.word", "proofread", 0, 1, "各各", "各", at=0),)
        removals = (Removal("footer.icp", f"湘ICP备{n:08d}号", "foot"),)
    return Article(
        title=f"关于第{n}号事项的通知",
        text=text,
        blocks=tuple(Block("paragraph", line) for line in text.split("\n")),
        source="临水县水利局",
        published_at=dt.date(2004 + n % 20, 1 + n % 12, 1 + n % 28),
        verdict=verdict,
        encoding=Encoding(("utf-8", "gb18030")[n % 2]),
        url=f"http://www.h{n % 40}.example/a/{n}.html",
        trail=Trail(edits, removals),
        warnings=("decode.damaged: 字节缺失",) if n % 10 == 0 else (),
        rules_version="2026.11+test",
    )


def evil(value: str = EVIL) -> Article:
    """An article with ``value`` in every place that takes text."""
    return Article(
        title=value, subtitle=value, text=value, blocks=(Block("paragraph", value), Block("image", value, src=value)),
        source=value, author=value, editor=value, published_at=dt.datetime(2020, 1, 2, 3, 4),
        document_number=value, index_number=value, issuer=value, subject=value, validity=value, keywords=(value,),
        attachments=(Attachment(value, value, 1),),
        site=Site(value, value, value, value, value, value, value, value, value, value),
        page_type=value, verdict=value, language=value, script=value,
        encoding=Encoding(value, value, (value,), 1.0, (Damage(0, 1, 0, 1, value),)), url=value, next_page=value,
        trail=Trail(
            (
                Edit(value, "proofread", 0, 1, value, value, 0.5, ((0, 1),), (value,), value, value, value, at=0),
                Edit(value, "repair", 0, 1, value, value, 0.5, (), (value,), value, value, value),
            ),
            (Removal(value, value, value, value), Removal(value, value, "head")),
            (Choice(value, value, (Candidate(value, value, 1.0, value),), value),),
            (value,),
        ),
        warnings=(value, f"{value}: {value}"), rules_version=value,
    )  # fmt: skip


def write(path: Path, articles: Iterable[Article], key: str = "id") -> Path:
    """Write results as `govclean run` does."""
    with path.open("w", encoding="utf-8") as file:
        for number, item in enumerate(articles):
            file.write(json.dumps({key: f"pages/{number}.html", **item.to_dict()}) + "\n")
    return path

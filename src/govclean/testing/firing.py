"""Which rules acted on a page, kept beside its expectation, so that a failure can say which rule acts otherwise now.

``fired.json`` beside ``expected.json`` is a list of ``[kind, rule, text]``, written when the expectation is blessed.  It is never
compared for passing or failing: a page may come out the same by another rule.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from ..article import Article
from ..errors import InputError

__all__ = ["changed_rules", "read_fired", "responsible_rules", "write_fired"]

FILE = "fired.json"
KEPT = 60  # characters of a text that are kept: enough to know it again
SHOWN = 6  # changes that a failure shows


def _fired(article: Article) -> list[tuple[str, str, str]]:
    edits = [("edit", e.rule, f"{e.before[:KEPT]} → {e.after[:KEPT]}") for e in article.trail.edits]
    return edits + [("removal", r.rule, " ".join(r.text.split())[:KEPT]) for r in article.trail.removals]


def write_fired(folder: Path, article: Article) -> None:
    """Write what acted on the page of the fixture in ``folder``."""
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in _fired(article))
    (folder / FILE).write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def read_fired(folder: Path) -> list[tuple[str, str, str]] | None:
    """Read what acted when the expectation was written, ``None`` where that was not kept.

    Raises:
        InputError: the file is not such a list.
    """
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        return [(str(kind), str(rule), str(text)) for kind, rule, text in json.loads(path.read_text("utf-8"))]
    except (ValueError, TypeError) as error:
        raise InputError(
            f"{path} is not what was written there ({error}); remove it, it is written anew"
        ) from error


def changed_rules(before: Iterable[tuple[str, str, str]], article: Article) -> list[str]:
    """Say which rules act otherwise on the page than when its expectation was written, one a line."""
    then, now = Counter(before), Counter(_fired(article))
    gone, new = then - now, now - then
    lines = []
    for (kind, rule, text), _ in sorted(gone.items()):
        other = next((r for k, r, t in new if k == kind and t == text), None)
        if other is not None:
            new[kind, other, text] -= 1
            new += Counter()  # drops what is used up
            lines.append(f"{other} now makes the {kind} that {rule} made: {text}")
        else:
            lines.append(f"{rule} no longer makes the {kind}: {text}")
    lines += [f"{rule} now makes the {kind}: {text}" for kind, rule, text in sorted(new)]
    more = [f"and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
    return lines[:SHOWN] + more


def responsible_rules(missing: Iterable[str], article: Article) -> list[str]:
    """Say which rule took the ``missing`` lines of the expected text, where the trail tells."""
    lines = []
    for text in missing:
        folded = "".join(text.split())
        for removal in article.trail.removals:
            if folded and folded in "".join(removal.text.split()):
                lines.append(f"{removal.rule} takes out: {text[:KEPT]}")
                break
    return lines[:SHOWN]

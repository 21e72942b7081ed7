#!/usr/bin/env python3
"""Build docs/rules.md from the rules themselves: what each matches, why, its examples and counter-examples.

python tools/build_rules_page.py            # writes docs/rules.md
python tools/build_rules_page.py --check    # exit code 1 if docs/rules.md is not what the rules say
"""

from __future__ import annotations

import sys
from pathlib import Path

from govclean.rules.load import builtin_rules, families
from govclean.rules.model import Rule
from govclean.rules.pattern import FRAGMENTS
from govclean.rules.steps import steps

TARGET = Path(__file__).parent.parent / "docs/rules.md"

INTRO = """# Rules

<!-- made by tools/build_rules_page.py from src/govclean/data/rules/*.toml: change those, not this page -->

A rule says what is not part of a document. Each removal in an article's trail names the rule that made it, and every rule can be switched
off or replaced by its name: `Cleaner(ignore=["counter", "footer.icp"])`, `Cleaner(rules="mine.toml")`.

## Writing a rule

```toml
[[rule]]
name = "mine.banner"                      # family.what
reason = "A banner of our portal."        # for the reader of a trail
literals = ["本站公告"]                     # one of these must be there, blanks aside, for the pattern to be tried
pattern = '''本站公告%label%[^\\n]{0,40}'''
examples = ["本站公告：系统升级"]            # must match
counter_examples = ["本站公告栏位于一楼。"]   # must not
```

`govclean check mine.toml` says what is wrong with a file, by rule and line: unknown keys, patterns that are no regular expressions or
that would take more than linear time, examples that do not match, counter-examples that do, keys that would have no effect. Patterns that
did not come with govclean also run under a clock: one that takes more than half a second on a page is skipped for the rest of it, with the
warning `rule.slow`.

A pattern is a Python `re` pattern, verbose and case-insensitive, over *folded* text: traditional characters are simplified and
full-width forms half-width, one for one, so a rule written once serves both scripts. Between two Han characters up to three blanks may
stand. `%name%` stands for a fragment (below).

| key | values | meaning |
|---|---|---|
| `action` | **remove**, edit, flag, keep | take out; replace; warn only; protect the piece from every other rule |
| `stage` | **strip**, proofread | who runs it; an `edit` belongs to proofreading, with `replace`, or with `wrong` and `right` |
| `scope` | **piece**, span, glued | must cover a whole line or block, alone or with other rules; may also be cut out where it stands apart; wherever it stands |
| `where` | **any**, head, foot, edge | anywhere; before the first paragraph of prose; after the last; either |
| `evidence` | **strong**, half, linked, weak | enough alone; two different ones in unbroken sequence; only in a sequence with a strong one; only there and below it |
| `fact` | `icp`, `host`, `editor` … | what the group `value` is stored as: an attribute of `Site`, or a candidate for a field |
| `role` | tool, nav, footer, spam … | what the piece is called in the trail |
| `kinds`, `longest` | | restricts the rule to kinds of pieces, and to pieces of so many characters |
| `status` | **stable**, preview, deprecated | preview rules run when asked for (`preview = true`); a page on which a deprecated one works says so |

Layers, each overriding the one before by name: built-in rules, installed plug-ins (entry points `govclean.rules`), `govclean.toml`,
`Cleaner(rules=…)`. What is in force has a version, edition and hash, which every article carries (`article.rules_version`).

A later layer that replaces an earlier rule is noted (`RuleSet.notes`; `govclean check` and every command tell it), unless the rule says
`override = true`, which is wrong where there is nothing to replace.

Lists of places and of search words, link farms and hidden links are not told by patterns but by structure and statistics. These rules are
marked **detector** below: they have a name, a reason, examples and counter-examples as all others, and can be ignored
(`ignore=["spam.places"]`, `ignore=["spam"]`) or replaced. The trail gives the points for and against each. A list that is only out of
order, names old counties or holds words of advertising is not enough: something about its place or its markup must speak against it, too
(hidden, below the footer or the signature, above the title, glued to another line, in the other script, made of links to
other sites), and a label in front of it speaks for it. A hidden link is spam if its words are advertising, or if a style that only
serves to conceal hides a link to somebody else's site; menus, tabs and share boxes are hidden on honest pages and accuse nobody.

What stands in a trail and is no rule is a **step** of govclean ([list](#steps)): it cannot be ignored, because every character of a page has to
end somewhere.

The **verdict** on a page is `hijacked` (a rule of the family `spam` took something), `mirrored` (damage that only mirror sites do),
`repaired` (the text was damaged: characters were repaired, the bytes had been encoded twice, or U+FFFD stands in what is displayed for
what nothing could put back) or `clean`; `article.trail.choice("verdict")` holds every reason as a candidate with its origin and score. A page without text
(`page_type` `empty` or `binary`) has nothing to judge: its verdict is `clean`, and the choice says so. Characters that are lost where
nobody reads them (scripts, comments, hidden text) do not count; `article.encoding.damaged` has every unreadable byte.

## What was measured

| what | with | figure |
|---|---|---|
| spam of 27 forms injected into made-up pages and the templates of the tests | `python -m govclean.testing spam --seeds 2 tests/templates` | 2,608 pages: all spam removed on all, no text of the article lost on any, verdict right on all but one |
| made-up footers (8 sites, 10 kinds of markup, both scripts, injected pinyin) | `tests/strip` | nothing left on 240 of 240 pages |
| lines of documents that look like boilerplate or spam | `tests/strip/test_hostile.py`, `test_negatives.py` | none of 1,120 pages changed by a rule |
| clean official text, 6.0 million characters in 100,000 lines | laws, State Council documents, a newspaper | two lines taken: a caption of a QR code and an editor's, both right |
| gold bodies of 128 pages, 406,343 characters | pages and benchmarks | 93 characters taken, all of them boilerplate that the gold holds: names of editors and of those who checked the page (57; editors are kept as the field `editor`), a list of other articles with its heading (20), buttons (16); no text of an article |
| made-up lines of boilerplate, each alone on a page with two paragraphs | `tests/strip/test_lines.py` | taken: counters 100 %, breadcrumbs 99 %, what stands below 99 %, footers 91 %, page tools 91 % |
| time | `python benchmarks/bench_rules.py` | rules and detectors take 14 to 20 % of `clean()`; names of places are looked up at 25 to 55 MB/s |

Known limits: a line of one word (收藏) or a host without a filing (主办：…) stays in plain text where nothing stands beside it, because documents hold such
lines; an injected list of places between two paragraphs stays, unless bars or underscores join it, it is in the other script, or links and markup
speak against it; so does one below a line that introduces it.
"""


def section(rule: Rule) -> str:
    traits = [f"`{rule.scope}`", f"`{rule.where}`", f"`{rule.evidence}`"]
    if rule.status != "stable":
        traits.insert(0, f"**{rule.status}**")
    if rule.action != "remove":
        traits.insert(0, f"**{rule.action}**")
    if rule.fact:
        traits.append(f"fact `{rule.fact}`")
    if rule.detector:
        traits = ["**detector**"]
    lines = [f"### {rule.name}", "", f"{rule.reason} ({', '.join(traits)})", ""]
    lines += ["- matches " + " · ".join(code(text) for text in rule.examples)]
    if rule.counter_examples:
        lines += ["- leaves " + " · ".join(code(text) for text in rule.counter_examples)]
    return "\n".join(lines) + "\n"


def code(text: str) -> str:
    shown = " ".join(text.split())
    fence = "``" if "`" in shown else "`"
    return f"{fence}{shown}{fence}"


def build() -> str:
    parts = [INTRO, "## Fragments\n\n| fragment | stands for |\n|---|---|"]
    for name, pattern in FRAGMENTS.items():
        escaped = pattern.replace("|", "\\|")
        parts.append(f"| `%{name}%` | ``{escaped}`` |")
    by_family: dict[str, list[Rule]] = {}
    for rule in builtin_rules():
        by_family.setdefault(rule.family, []).append(rule)
    for family, about in families().items():
        parts.append(f"\n## {family}\n\n{about}\n")
        parts += [section(rule) for rule in by_family.get(family, [])]
    parts.append(
        "\n## Steps\n\nNames in a trail that are not rules.\n\n| step | stage | what it does |\n|---|---|---|"
    )
    parts += [
        f"| `{step.name}` | {step.stage} | {step.about}{f' ({step.instead})' if step.instead else ''} |"
        for step in steps().values()
    ]
    return "\n".join(parts).rstrip("\n") + "\n"


def main() -> int:
    page = build()
    if "--check" in sys.argv[1:]:
        if TARGET.exists() and TARGET.read_text(encoding="utf-8") == page:
            return 0
        print(f"{TARGET} is not what the rules say; run python tools/build_rules_page.py", file=sys.stderr)
        return 1
    TARGET.write_text(page, encoding="utf-8")
    print(f"{TARGET}: {len(builtin_rules())} rules in {len(families())} families")
    return 0


if __name__ == "__main__":
    sys.exit(main())

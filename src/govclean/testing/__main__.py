"""``python -m govclean.testing run|show|update|add|spam``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..errors import GovcleanError
from .fixtures import PAGES, Fixture, bless, check, find_fixtures, load_fixture, table

FOLDER = Path("tests/fixtures")


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns 0 if all is as expected, 1 if a fixture failed, 2 if the call was wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m govclean.testing", description="Folders of fixture pages."
    )
    parser.add_argument("--folder", type=Path, default=FOLDER, help=f"folder of fixtures (default {FOLDER})")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in (
        ("run", "compare fixtures with their expected results"),
        ("show", "print the article that comes out"),
        ("update", "write what comes out into expected.json (re-bless)"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("slugs", nargs="*", metavar="SLUG", help="fixtures; all of them without")
    command = commands.add_parser("add", help="add a page as a new fixture")
    command.add_argument("slug", metavar="SLUG")
    command.add_argument("file", type=Path, metavar="FILE", help="the page as served")
    command.add_argument("--url")
    command.add_argument("--content-type")
    command.add_argument("--shows", default="", help="what the page shows, one sentence")
    command = commands.add_parser("spam", help="inject spam into pages and tell what becomes of it")
    command.add_argument(
        "folders", nargs="*", type=Path, metavar="FOLDER", help="sound pages beside the made-up ones"
    )
    command.add_argument(
        "--seeds", type=int, default=2, help="made-up pages of each layout and script (default 2)"
    )
    options = parser.parse_args(argv)
    try:
        if options.command == "spam":
            return _spam(options)
        if options.command == "add":
            return _add(options)
        if not options.folder.is_dir():
            print(f"{options.folder} is not a folder; pass --folder", file=sys.stderr)
            return 2
        fixtures = find_fixtures(options.folder, options.slugs)
        return {"run": _run, "show": _show, "update": _update}[options.command](fixtures)
    except (GovcleanError, OSError) as error:
        print(error, file=sys.stderr)
        return 2


def _run(fixtures: list[Fixture]) -> int:
    rows, details, failed = [("fixture", "result", "differs in")], [], 0
    for fixture in fixtures:
        article = fixture.clean()
        found = check(fixture, article)
        defects = [w for w in article.warnings if w.startswith("defect.")]
        bad = bool(found or defects or article.trail.unexplained)
        state = "ok" if not bad else "fails"
        if fixture.known_failure:
            state = "known failure" if bad else "PASSES, remove known_failure"
        failed += bad != bool(fixture.known_failure)
        names = list(dict.fromkeys([d.key for d in found] + [d.partition(":")[0] for d in defects]))
        rows.append((fixture.slug, state, ", ".join(names)))
        if bad and not fixture.known_failure:
            details += [f"\n── {fixture.slug}: {fixture.shows}", *map(str, found), *defects]
            if article.trail.unexplained:
                details.append(f"unexplained: {article.trail.unexplained}")
    print(table(rows), *details, f"\n{len(fixtures) - failed} of {len(fixtures)} as expected", sep="\n")
    return int(failed > 0)


def _show(fixtures: list[Fixture]) -> int:
    for fixture in fixtures:
        print(fixture.clean().to_json(indent=1))
    return 0


def _update(fixtures: list[Fixture]) -> int:
    changed = [fixture.slug for fixture in fixtures if bless(fixture)]
    print(f"{len(changed)} of {len(fixtures)} changed" + "".join(f"\n  {slug}" for slug in changed))
    return 0


def _add(options: argparse.Namespace) -> int:
    folder: Path = options.folder / options.slug
    if folder.exists():
        print(
            f"{folder} exists; choose another name, or re-bless it with update {options.slug}",
            file=sys.stderr,
        )
        return 2
    data = options.file.read_bytes()
    folder.mkdir(parents=True)
    (folder / PAGES[options.file.suffix == ".txt"]).write_bytes(data)
    about = {"shows": options.shows, "url": options.url, "content_type": options.content_type}
    lines = [f"{key} = {_toml(value)}" for key, value in about.items() if value is not None]
    (folder / "about.toml").write_text("\n".join([*lines, "damage = []"]) + "\n", encoding="utf-8")
    bless(load_fixture(folder))
    print(
        f"{folder}: read expected.json and correct what is wrong in it, from the page and not from the result"
    )
    return 0


def _spam(options: argparse.Namespace) -> int:
    from ..cleaner import Cleaner
    from .spam_trial import made_up_pages, pages_of_folders, try_spam

    cleaner = Cleaner()
    figures = try_spam(made_up_pages(options.seeds), cleaner)
    if options.folders:
        figures = try_spam(pages_of_folders(options.folders), cleaner, figures)
    print(figures)
    return int(bool(figures.failures))


def _toml(value: str) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())

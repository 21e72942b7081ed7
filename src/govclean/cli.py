"""The command line: ``govclean clean``, ``run``, ``explain``, ``rules``, ``check`` and others.

Results go to standard output, everything else to standard error.  Exit codes: 0 all went well; 1 a page could not be
read or cleaned, or a check found something wrong; 2 the call was wrong; 130 interrupted.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from .article import Article
from .batch.commands import add_run
from .batch.diff_command import add_diff
from .cleaner import TYPO_LEVELS, Cleaner
from .errors import GovcleanError, InputError
from .plain import to_plain
from .profile.command import add_learn

__all__ = ["main"]

FORMATS = ("json", "jsonl", "text", "markdown")
PAGE_ENDINGS = {".html", ".htm", ".shtml", ".xhtml", ".txt", ".asp", ".aspx", ".jsp", ".php"}
CONFIG = "govclean.toml"
SHOWN_PER_RULE = 8  # edits and removals of one rule that `explain` shows without --all


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except GovcleanError as error:
        _complain(str(error))
        return 1 if isinstance(error, InputError) else 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader (head, less) has gone: that is its right. Python would complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:  # a full disk, a file that went away
        _complain(str(error))
        return 2
    return code


def _parser() -> argparse.ArgumentParser:
    from . import __version__
    from .report.command import add_command as add_report

    parser = argparse.ArgumentParser(
        prog="govclean",
        description="Scraped Chinese government web pages in, clean articles out, with an audit trail.",
    )
    parser.add_argument("--version", action="version", version=f"govclean {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--rules", action="append", metavar="FILE", help="TOML file with rules of your own")
    common.add_argument("--ignore", action="append", metavar="RULE", help="rule or family that must not act")
    common.add_argument(
        "--profile", action="append", metavar="FILE", help="what `govclean learn` wrote about the pages' site"
    )
    common.add_argument("--config", metavar="FILE", help=f"configuration (default: the nearest {CONFIG})")

    page = argparse.ArgumentParser(add_help=False)
    page.add_argument("--url", help="address of the page; makes links absolute")
    page.add_argument("--content-type", metavar="HEADER", help="the Content-Type header the page came with")
    page.add_argument("--encoding", metavar="NAME", help="decode with this encoding instead of detecting it")
    page.add_argument("--typos", choices=TYPO_LEVELS, help="level of proofreading (default: certain)")

    sub = commands.add_parser(
        "clean", parents=[common, page], help="clean a page, standard input or a folder"
    )
    sub.add_argument("source", metavar="FILE|-|DIR", nargs="+", help="pages; - is standard input")
    sub.add_argument("-f", "--format", choices=FORMATS, help="default: text for one page, jsonl for more")
    sub.add_argument("-o", "--output", metavar="FILE", help="write here instead of to standard output")
    sub.add_argument("-j", "--jobs", type=_positive, default=1, metavar="N", help="processes (default: 1)")
    sub.set_defaults(run=_clean)

    many = argparse.ArgumentParser(add_help=False)
    many.add_argument("--encoding", metavar="NAME", help="decode with this encoding instead of detecting it")
    many.add_argument("--typos", choices=TYPO_LEVELS, help="level of proofreading (default: certain)")
    many.add_argument("--script", choices=("hans", "hant"), help="convert the result to this script")
    add_run(commands, [common, many], _cleaner)
    config = argparse.ArgumentParser(add_help=False)
    config.add_argument("--config", metavar="FILE", help=f"configuration (default: the nearest {CONFIG})")
    add_diff(commands, [config, many], _cleaner)

    sub = commands.add_parser(
        "explain", parents=[common, page], help="show what is done to a page, and by which rule"
    )
    sub.add_argument("source", metavar="FILE|-")
    sub.add_argument(
        "--all", action="store_true", help="show every edit and removal, not the first few of each rule"
    )
    sub.add_argument("--color", choices=("auto", "always", "never"), default="auto")
    sub.set_defaults(run=_explain)

    sub = commands.add_parser("rules", parents=[common], help="list the rules")
    sub.add_argument("name", nargs="?", help="a rule or a family: show it whole")
    sub.add_argument("--json", action="store_true", help="one JSON object a line")
    sub.add_argument(
        "--coverage", nargs="+", metavar="PAGE", help="which rule fired how often on these pages"
    )
    sub.add_argument("--unused", nargs="+", metavar="PAGE", help="which rules never fired on these pages")
    sub.add_argument("--steps", action="store_true", help="list what stands in trails beside rules")
    sub.set_defaults(run=_rules)

    sub = commands.add_parser(
        "survey", parents=[common], help="verdicts and kinds of injection over pages, by host"
    )
    sub.add_argument("source", metavar="FILE|DIR|ARCHIVE", nargs="+")
    sub.add_argument("-j", "--jobs", type=_positive, default=1, metavar="N", help="processes (default: 1)")
    sub.add_argument("--json", action="store_true", help="as one JSON object")
    sub.set_defaults(run=_survey)

    add_report(commands)
    add_learn(commands, [common], _cleaner, _pages)

    sub = commands.add_parser("check", help="test a rule file and say what is wrong, by rule and line")
    sub.add_argument("file", nargs="+", metavar="FILE")
    sub.set_defaults(run=_check)
    return parser


MAX_PAGE = 20_000_000  # bytes; what is longer is no page


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _complain(message: str) -> None:
    print(f"govclean: {message}", file=sys.stderr)


def _cleaner(options: argparse.Namespace) -> Cleaner:
    """A cleaner with what configuration file and command line ask for; the command line wins."""
    from .rules import load_config

    path = Path(options.config) if options.config else _find_config(Path.cwd())
    layers: list[Any] = []
    ignore: list[str] = []
    chosen: dict[str, Any] = {}
    if path:
        config = load_config(path)
        layers += config.rules
        ignore += config.ignore
        chosen = {**config.options, "preview": config.preview}
    layers += options.rules or []
    ignore += getattr(options, "ignore", None) or []
    for name in ("typos", "encoding", "script", "profile"):
        if getattr(options, name, None) is not None:
            chosen[name] = getattr(options, name)
    cleaner = Cleaner(rules=layers or None, ignore=ignore, **chosen)
    for note in cleaner.rules.notes:
        _complain(f"note: {note}")
    return cleaner


def _find_config(folder: Path) -> Path | None:
    """The nearest ``govclean.toml``, from ``folder`` upwards to the root of the repository."""
    for place in (folder, *folder.parents):
        if (place / CONFIG).is_file():
            return place / CONFIG
        if (place / ".git").exists():
            return None
    return None


def _pages(names: Sequence[str]) -> Iterator[tuple[str, Path | bytes]]:
    """Name and source of every page; a folder gives its pages, sorted, with those of its sub-folders."""
    for name in names:
        path = Path(name)
        if name == "-":
            yield "-", sys.stdin.buffer.read()
        elif "://" in name:
            raise GovcleanError(
                f"{name} is an address, and govclean fetches nothing; save the page and pass the file"
            )
        elif path.is_dir():
            for file in sorted(path.rglob("*")):
                if file.suffix.lower() in PAGE_ENDINGS and file.is_file():
                    yield str(file), file
        else:
            yield name, path


def _clean(options: argparse.Namespace) -> int:
    cleaner = _cleaner(options)
    several = len(options.source) > 1 or Path(options.source[0]).is_dir()
    form = options.format or ("jsonl" if several else "text")
    if several and (options.url or options.content_type):
        _complain("--url and --content-type belong to one page; pass a single FILE with them")
        return 2
    names: list[str] = []

    def sources() -> Iterator[object]:
        for name, source in _pages(options.source):
            names.append(name)
            yield source

    articles: Iterator[Article]
    if several:
        articles = cleaner.clean_many(sources(), jobs=options.jobs)
    else:
        articles = (cleaner.clean(s, options.url, options.content_type) for s in sources())
    count = written = bad = 0
    with _output(options.output) as out:
        for count, article in enumerate(articles, 1):
            unusable, wrong = _report(names[count - 1], article, several)
            bad += wrong
            if not unusable:
                _write(out, names[count - 1], article, form, first=not written, several=several)
                written += 1
        if form == "json" and several:
            out.write("]\n" if written else "[]\n")
        if not count:
            looked = " ".join(sorted(PAGE_ENDINGS))
            raise InputError(f"no pages in {' '.join(options.source)}; looked for {looked}")
    return 1 if bad else 0


# Of many pages only what means that a page is missing or was not cleaned goes to standard error; the rest is in the
# records.
_SERIOUS = ("input.", "defect.")


def _report(name: str, article: Article, several: bool) -> tuple[bool, bool]:
    """Tell what a user must know of a page.

    Returns:
        whether there is no article to write, and whether something went wrong.
    """
    unusable = any(w.startswith("input.unusable") for w in article.warnings)
    binary = article.page_type == "binary"
    wrong = unusable or binary or any(w.startswith("defect.") for w in article.warnings)
    for warning in article.warnings:
        if not several:
            _complain(f"warning: {warning}")
        elif binary or warning.startswith(_SERIOUS):
            _complain(f"{name}: {warning.partition(': ')[2] if unusable else warning}")
    return unusable, wrong


class _output:
    """Standard output or a file, as a context; UTF-8 whatever the terminal says.

    A file is written beside its place and moved there at the end: the source may have the same name, and what stood
    there stays if something goes wrong.
    """

    def __init__(self, name: str | None) -> None:
        self.name = name
        self.file: IO[str] | None = None

    def __enter__(self) -> IO[str]:
        if self.name is None:
            if hasattr(sys.stdout, "reconfigure"):
                sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
            return sys.stdout
        target = Path(self.name)
        if target.is_dir():
            raise GovcleanError(f"cannot write {target}: it is a folder; name a file with -o")
        try:
            number, name = tempfile.mkstemp(dir=target.parent, prefix=".govclean-")
        except OSError as error:
            raise GovcleanError(
                f"cannot write {target}: {error.strerror}; name another file with -o"
            ) from error
        self.file = open(number, "w", encoding="utf-8", errors="backslashreplace")
        self.written = name
        return self.file

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self.file is None or self.name is None:
            return
        self.file.close()
        if kind is not None:
            os.unlink(self.written)
            return
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(self.written, 0o666 & ~umask)  # as open() would; temporary files are private
        os.replace(self.written, self.name)


def _write(out: IO[str], name: str, article: Article, form: str, *, first: bool, several: bool) -> None:
    if form == "text":
        if several:
            out.write(f"{'' if first else chr(10)}==> {name} <==\n")
        if article.title:
            out.write(article.title + "\n\n")
        out.write(article.text + "\n")
    elif form == "markdown":
        out.write(("" if first else "\n---\n\n") + article.to_markdown())
    elif form == "jsonl" or several:
        record = {"file": name, **article.to_dict()}
        text = json.dumps(record, ensure_ascii=False)
        out.write(text + "\n" if form == "jsonl" else ("[\n" if first else ",\n") + text + "\n")
    else:
        out.write(article.to_json(indent=1) + "\n")


def _explain(options: argparse.Namespace) -> int:
    from .show.explanation import explain_article

    cleaner = _cleaner(options)
    source = sys.stdin.buffer.read() if options.source == "-" else Path(options.source)
    article = cleaner.clean(source, options.url, options.content_type)
    colour = options.color == "always" or (
        options.color == "auto" and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    )
    with _output(None) as out:
        limit = None if options.all else SHOWN_PER_RULE
        out.write(explain_article(article, colour=colour, limit=limit))
    return 0


def _rules(options: argparse.Namespace) -> int:
    if options.steps:
        return _steps(options)
    from .rules.listing import show_rule

    cleaner = _cleaner(options)
    if options.coverage or options.unused:
        return _coverage(options, cleaner)
    rules = list(cleaner.rules)
    if options.name:
        family = options.name.rstrip(".") + "."
        rules = [r for r in rules if r.name == options.name or r.name.startswith(family)]
        if not rules:
            _complain(f"no rule or family is named {options.name!r}; `govclean rules` lists them")
            return 1
    with _output(None) as out:
        for rule in rules:
            if options.json:
                out.write(json.dumps(to_plain(rule), ensure_ascii=False) + "\n")
            elif options.name:
                out.write(show_rule(rule) + "\n")
            else:
                out.write(f"{rule.name:34} {rule.status:10} {rule.action:7} {rule.reason}\n")
        if not options.json and not options.name:
            print(f"{len(rules)} rules, version {cleaner.rules.version}", file=sys.stderr)
    return 0


def _steps(options: argparse.Namespace) -> int:
    from .rules.listing import list_steps

    with _output(None) as out:
        out.writelines(list_steps(as_json=options.json))
    return 0


def _articles(cleaner: Cleaner, names: Sequence[str], jobs: int = 1) -> Iterator[tuple[str, Article]]:
    """Name and article of every page that can be read, of archives too; the others are complained of."""
    known: list[str] = []

    def sources() -> Iterator[object]:
        for name, source, url in _sources(names):
            known.append(name)
            yield source, url

    for number, article in enumerate(cleaner.clean_many(sources(), jobs=jobs)):
        if article.warnings and article.warnings[0].startswith("input.unusable"):
            _complain(f"{known[number]}: {article.warnings[0].partition(': ')[2]}")
        else:
            yield known[number], article


def _sources(names: Sequence[str]) -> Iterator[tuple[str, object, str | None]]:
    """Name, source and address of every page of files, folders and archives (WARC, JSONL, Parquet)."""
    from .batch.inputs import ARCHIVE_ENDINGS, find_inputs
    from .batch.reader import Columns, PageReader

    for name in names:
        if not Path(name).is_dir() and not name.lower().endswith(tuple(ARCHIVE_ENDINGS)):
            yield from ((page, source, None) for page, source in _pages([name]))
            continue
        for record in PageReader(find_inputs([name], ()), Columns(), MAX_PAGE).read():
            if record.problem or record.source is None:
                _complain(f"{record.id}: {record.problem}")
            else:
                yield record.id, record.source, record.url


def _coverage(options: argparse.Namespace, cleaner: Cleaner) -> int:
    from .rules import measure_coverage

    names = options.coverage or options.unused
    found = measure_coverage(_articles(cleaner, names), cleaner.rules)
    if not found.pages:
        _complain(f"no pages in {' '.join(names)}")
        return 1
    with _output(None) as out:
        if options.json:
            out.write(json.dumps(found.to_dict(), ensure_ascii=False) + "\n")
        elif options.unused:
            out.writelines(name + "\n" for name in found.unused)
        else:
            for use in found.used:
                out.write(f"{use.rule:34} {use.times:6} times on {len(use.pages):5} of {found.pages} pages\n")
    return 0


def _survey(options: argparse.Namespace) -> int:
    from .strip import survey_pages

    survey = survey_pages(_articles(_cleaner(options), options.source, options.jobs))
    if not survey.pages:
        _complain(f"no pages in {' '.join(options.source)}")
        return 1
    with _output(None) as out:
        if options.json:
            out.write(json.dumps(to_plain(survey), ensure_ascii=False) + "\n")
            return 0
        for host in survey.hosts:
            verdicts = ", ".join(f"{name} {count}" for name, count in sorted(host.verdicts.items()))
            out.write(f"{host.host or '(no address)'}: {host.pages} pages; {verdicts}\n")
            for kind, count in sorted(host.injections.items()):
                out.write(f"    {kind}: {count}, for example {host.examples[kind]}\n")
    return 0


def _check(options: argparse.Namespace) -> int:
    from .rules.listing import tell_of_file

    told = [tell_of_file(name) for name in options.file]
    for lines, _ in told:
        print(*lines, sep="\n")
    return 0 if all(good for _, good in told) else 1


if __name__ == "__main__":
    sys.exit(main())

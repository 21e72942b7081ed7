"""Blocks for Hugging Face datatrove: a reader that sees bytes, an extractor for text, a filter with reasons.

The reader is the one to use: it hands the bytes of each page to govclean, where datatrove's own ``WarcReader`` decodes before any extractor
sees the page (and loses pages whose encoding it does not guess)::

    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.writers import JsonlWriter
    from govclean.contrib.datatrove import ArticleFilter, PageReader

    LocalPipelineExecutor(
        pipeline=[
            PageReader("crawl/", glob_pattern="*.warc.gz"),
            ArticleFilter(verdicts=["clean", "repaired"], exclusion_writer=JsonlWriter("taken-out/")),
            JsonlWriter("articles/"),
        ],
        tasks=4,
    ).run()

A document's ``text`` is ``Article.text``, its metadata :func:`metadata_of`: flat values that every writer of datatrove can store, and the
whole article as JSON.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from ..cleaner import Cleaner
from ..errors import ConfigError
from . import need

if TYPE_CHECKING:
    from ..article import Article

# What is said of Any: datatrove ships no types.
Document: Any = need("datatrove.data", "datatrove").Document
BaseDiskReader: Any = need("datatrove.pipeline.readers.base", "datatrove").BaseDiskReader
BaseExtractor: Any = need("datatrove.pipeline.extractors.base", "datatrove").BaseExtractor
BaseFilter: Any = need("datatrove.pipeline.filters.base_filter", "datatrove").BaseFilter

__all__ = ["ArticleFilter", "GovcleanExtractor", "PageReader", "metadata_of"]


def metadata_of(article: Article) -> dict[str, Any]:
    """Return what a document's metadata say of its article.

    ``title``, ``source``, ``document_number``, ``issuer``, ``published_at`` and ``signed_on`` (ISO 8601), ``page_type``, ``verdict``,
    ``encoding``, ``warnings`` (joined by line ends), ``article`` (all of it as JSON, for ``Article.from_dict(json.loads(…))``).  What the page does not state
    is the empty string, so that the columns of a Parquet file keep one type.
    """
    plain = article.to_dict()
    names = (
        "title",
        "source",
        "document_number",
        "issuer",
        "published_at",
        "signed_on",
        "page_type",
        "verdict",
    )
    return {
        **{name: plain[name] or "" for name in names},
        "encoding": article.encoding.name,
        "warnings": "\n".join(article.warnings),
        "article": article.to_json(),
    }


class PageReader(BaseDiskReader):  # type: ignore[misc]
    """Reads pages out of WARC files, or single ``.html`` and ``.txt`` files, and cleans them.

    Every page becomes a document, also one without text: what to leave out is a filter's to say, with a reason.  A broken record becomes a
    document of ``page_type`` ``"empty"`` whose warnings say what is wrong.  Stats: ``pages``, ``broken``, and the verdicts.

    Args:
        data_folder: see datatrove's ``BaseDiskReader``, as for the arguments that are not named here.
        options: options of :class:`govclean.Cleaner`.
        **reader: ``paths_file``, ``limit``, ``skip``, ``default_metadata``, ``recursive``, ``glob_pattern``, ``shuffle_files``, ``file_progress``,
            ``doc_progress``.

    Raises:
        ConfigError: an option is wrong.
    """

    name = "🧹 govclean pages"
    _requires_dependencies = ["fastwarc"]  # noqa: RUF012 – datatrove's own way to say it

    def __init__(self, data_folder: Any, *, options: dict[str, Any] | None = None, **reader: Any) -> None:
        for taken in ("adapter", "text_key", "id_key"):
            if taken in reader:
                raise ConfigError(
                    f"PageReader has no argument {taken!r}: a page is bytes, not a record with keys"
                )
        super().__init__(data_folder, **reader)
        self.cleaner = Cleaner(**(options or {}))

    def read_file(self, filepath: str) -> Iterator[Any]:
        """Yield a document for each page of a file."""
        from .warc import WarcPage, read_pages

        with self.data_folder.open(filepath, "rb") as file:
            if not _is_archive(filepath):
                yield self._document(WarcPage(filepath, file.read()), filepath)
                return
            for page in read_pages(file):
                yield self._document(page, filepath)

    def _document(self, page: Any, filepath: str) -> Any:
        with self.track_time():
            if page.problem:
                article = self.cleaner.clean(b"")
                problem = f"input.unusable: {page.problem}"
                self.stat_update("broken")
            else:
                article, problem = self.cleaner.clean(page.data, page.url, page.content_type), ""
            self.stat_update("pages", f"verdict_{article.verdict}", f"page_type_{article.page_type}")
            metadata = {
                "url": page.url or "",
                "date": page.date or "",
                "file_path": self.data_folder.resolve_paths(filepath),
                **metadata_of(article),
            }
            if problem:
                metadata["warnings"] = "\n".join(filter(None, (problem, metadata["warnings"])))
            return Document(
                text=article.text,
                id=f"{filepath}/{page.id}",
                metadata=(self.default_metadata or {}) | metadata,
            )


def _is_archive(path: str) -> bool:
    return path.lower().removesuffix(".gz").removesuffix(".zst").removesuffix(".lz4").endswith(".warc")


class GovcleanExtractor(BaseExtractor):  # type: ignore[misc]
    """Text of the article, for documents whose ``text`` is HTML that another reader decoded.

    Bytes are the better input: damage that a wrong decoding did is only repaired as far as it left its traces.  datatrove leaves out what has no
    text afterwards, and counts it as ``dropped``.

    Args:
        options: options of :class:`govclean.Cleaner`.
        timeout: seconds for a page, and for the start of the process that cleans.
    """

    name = "🧹 govclean"

    def __init__(self, options: dict[str, Any] | None = None, timeout: float = 10) -> None:
        super().__init__(timeout=timeout)
        self.cleaner = Cleaner(**(options or {}))

    def extract(self, text: str) -> str:
        """Return the text of the article on a page."""
        return self.cleaner.clean(text).text


class ArticleFilter(BaseFilter):  # type: ignore[misc]
    """Keeps documents of :class:`PageReader` by what was found out about their pages.

    Reasons: ``page_type_…``, ``verdict_…``, ``short``; ``unread`` where the document does not come from :class:`PageReader`.

    Args:
        page_types: page types to keep; ``None`` for all.
        verdicts: verdicts to keep; ``None`` for all.
        least_characters: the least length of the text, in characters.
        exclusion_writer: a writer of datatrove that gets what is left out, with its reason.

    Raises:
        ConfigError: a verdict is none of govclean's, or an argument is no collection of names.
    """

    name = "🧹 govclean articles"

    def __init__(
        self,
        page_types: Collection[str] | None = ("article",),
        verdicts: Collection[str] | None = None,
        least_characters: int = 1,
        exclusion_writer: Any = None,
    ) -> None:
        super().__init__(exclusion_writer)
        for name, given in (("page_types", page_types), ("verdicts", verdicts)):
            if isinstance(given, str):
                raise ConfigError(f"{name}={given!r}: pass a list of names, [{given!r}]")
        wrong = sorted(set(verdicts or ()) - {"clean", "repaired", "mirrored", "hijacked"})
        if wrong:
            raise ConfigError(f"{wrong[0]!r} is no verdict; there are clean, repaired, mirrored and hijacked")
        self.page_types = None if page_types is None else frozenset(page_types)
        self.verdicts = None if verdicts is None else frozenset(verdicts)
        self.least_characters = least_characters

    def filter(self, doc: Any) -> bool | tuple[bool, str]:
        """Return ``True`` to keep ``doc``, or ``False`` and the reason."""
        page_type, verdict = doc.metadata.get("page_type"), doc.metadata.get("verdict")
        if not page_type or not verdict:
            return False, "unread"
        if self.page_types is not None and page_type not in self.page_types:
            return False, f"page_type_{page_type}"
        if self.verdicts is not None and verdict not in self.verdicts:
            return False, f"verdict_{verdict}"
        if len(doc.text) < self.least_characters:
            return False, "short"
        return True

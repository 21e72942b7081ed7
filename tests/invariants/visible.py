"""What is visible on a page, found without govclean: lxml and one walk."""

from __future__ import annotations

from collections import Counter

from lxml import html
from lxml.etree import ParserError, _Element

from govclean import Article

# Never displayed, whatever the style says. (Hidden elements do count: they must be accounted for as well.)
SILENT = {"script", "style", "head", "title", "iframe", "noframes", "template", "object", "svg", "math"}


def visible_characters(source: str, is_html: bool) -> Counter[str]:
    """Count the non-space characters of the displayed and hidden text of a page."""
    if not is_html:
        return count(source)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except ParserError:  # nothing but a broken tag
        return Counter()
    found: list[str] = []
    stack: list[tuple[_Element, bool]] = [(root, True)]
    while stack:
        element, entered = stack.pop()
        if not entered:
            found.append(element.tail or "")
            continue
        if element is not root:
            stack.append((element, False))
        if not isinstance(element.tag, str) or element.tag in SILENT:
            continue
        text = element.text or ""
        if (
            element.tag == "textarea" and "</" in text
        ):  # escaped markup: what it displays once a script has put it in
            text = html.fromstring(text).text_content()
        found.append(text)
        stack += [(child, True) for child in reversed(element)]
    return count("".join(found))


def count(text: str) -> Counter[str]:
    """Count characters, leaving out space, controls and the invisible ones that repair may drop."""
    return Counter(c for c in text if not c.isspace() and c.isprintable())


def accounted_characters(article: Article) -> Counter[str]:
    """Count the characters of the body before proofreading and of all removals.

    What was read into a field was taken out of the page as a removal as well, so fields are not counted again: a lost
    paragraph must not hide behind a title counted twice.
    """
    total = count(article.trail.undo(article.text, "proofread"))
    for removal in article.trail.removals:
        total += count(removal.text)
    return total

"""The line that is being read: text between two block boundaries, and what is known of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .tokens import collapse

__all__ = ["Line"]


# The longest header lines hold some ten labels with their values.
HEADER_CHARS = 250
_LABEL = re.compile(
    r"(?:信息|文章|稿件)?(?:来\s*源|出处|作\s*者|记者|责任编辑|责编|编\s*辑|审核|(?:发布|发表|发文|更新|公开|成文|生成)?(?:日\s*期|时\s*间)|发布(?:机构|单位|人)"
    r"|浏览(?:次数|量)?|点击(?:数|率|量|次数)?|阅读(?:次数|量|数)?|访问(?:次数|量)?|字\s*[号体](?:大小)?|文\s*号|发文(?:字号|机关)|索\s*引\s*号|分享(?:到)?|打印)\s*[:：\[【]"
    r"|語音播報|语音播报|(?:【|\[)?(?:打印|关闭|字体|收藏|分享|纠错)(?:本页|文章|窗口)?(?:】|\])?\s*$"
)


@dataclass(slots=True)
class Line:
    """Collects runs of text, with counts of how many characters are bold or link."""

    parts: list[str] = field(default_factory=list)
    hidden: str = ""
    chars: int = 0
    bold: int = 0
    link_chars: int = 0
    links: list[tuple[str, str]] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    _link_from: int = -1  # index in parts where the open link starts

    def add(self, data: str, bold: bool, link: str | None) -> None:
        """Append ``data``; ``link`` is the address of the link it stands in, ``None`` if in none."""
        if link is not None and self._link_from < 0:
            self._link_from = len(self.parts)
        self.parts.append(data)
        size = len(data.strip())
        self.chars += size
        if bold:
            self.bold += size
        if link is not None:
            self.link_chars += size

    def end_link(self, href: str) -> None:
        """Record the link that ends here."""
        if self._link_from >= 0:
            self.links.append((collapse("".join(self.parts[self._link_from :])), href))
            self._link_from = -1

    def text(self) -> str:
        """Return the line as displayed.

        Elements of a header line stand apart by style sheet alone (``<span>来源：…</span><span>作者：…</span>``); a space
        is put before one that starts with a label.  Anywhere else what touches is one word.
        """
        parts = self.parts
        if len(parts) == 1:
            return collapse(parts[0])
        if self.chars <= HEADER_CHARS:
            last = ""
            for at, part in enumerate(parts):
                if last and not last[-1].isspace() and _LABEL.match(part):
                    parts[at] = " " + part
                last = part
        return collapse("".join(parts))

    def clear(self) -> None:
        """Start anew; an open link goes on."""
        self.parts.clear()
        self.links.clear()
        self.images.clear()
        self.hidden = ""
        self.chars = self.bold = self.link_chars = 0
        self._link_from = -1

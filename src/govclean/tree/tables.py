"""Tables: is it data or layout, and which cell stands where."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..page import Container, Piece

__all__ = ["Cell", "Table", "settle"]

# HTML limits (WHATWG §4.9.11): colspan 1,000, rowspan 65,534.  A resolved table repeats values, so its size is bounded
# as well: no real table of a page comes near.
MAX_COLSPAN = 1_000
MAX_CELLS = 200_000


@dataclass(slots=True)
class Cell:
    """A cell as written: its pieces are ``first`` … ``last`` (one past the end)."""

    first: int
    last: int
    header: bool
    colspan: int
    rowspan: int


@dataclass(slots=True)
class Table:
    """A table while it is read: ``first`` is the index of the next piece, ``containers`` of the next container."""

    first: int
    containers: int
    border: bool = False
    nested: bool = False
    rows: list[list[Cell]] = field(default_factory=list)
    _open: Cell | None = None

    def open_row(self) -> None:
        """A ``<tr>`` starts."""
        self.rows.append([])

    def open_cell(self, piece: int, tag: str, colspan: str, rowspan: str) -> None:
        """A ``<td>`` or ``<th>`` starts before the piece of index ``piece``."""
        if not self.rows:
            self.rows.append([])
        self._open = Cell(piece, piece, tag == "th", _span(colspan, MAX_COLSPAN), _span(rowspan, 65_534))
        self.rows[-1].append(self._open)

    def close_cell(self, piece: int) -> None:
        """The open cell ends before the piece of index ``piece``."""
        if self._open is not None:
            self._open.last = piece
            self._open = None


def _span(value: str, most: int) -> int:
    value = value.strip()
    return max(1, min(int(value), most)) if value.isascii() and value.isdigit() and len(value) < 7 else 1


def settle(table: Table, pieces: list[Piece], containers: list[Container], container: int) -> None:
    """End of a table: if it is a data table, put one piece of kind ``"table"`` in the place of its cells' pieces."""
    if not _is_data(table, pieces):
        return
    texts = {id(cell): _cell_text(cell, pieces) for row in table.rows for cell in row}
    inside: set[int] = set()
    for row in table.rows:
        for cell in row:
            inside.update(p.index for p in pieces[cell.first : cell.last] if _is_datum(p))
    kept = [p for p in pieces[table.first :] if p.index not in inside]
    merged = [p for p in pieces[table.first :] if p.index in inside]
    rows = _resolve(table, texts)
    lines = ("\t".join(filter(None, (texts[id(cell)] for cell in row))) for row in table.rows)
    # The table stands where its first cell stood, a caption above it.
    first = merged[0].index
    whole = Piece(
        0,
        "\n".join(filter(None, lines)),
        "table",
        "table",
        container=container,
        links=tuple(link for p in merged for link in p.links),
        link_chars=sum(p.link_chars for p in merged),
        rows=rows,
    )
    del pieces[table.first :]
    pieces += [p for p in kept if p.index < first]
    pieces.append(whole)
    pieces += [p for p in kept if p.index > first]
    for index in range(table.first, len(pieces)):
        pieces[index].index = index
        pieces[index].container = container
    for inner in containers[table.containers :]:
        if inner.index != container:
            inner.first = inner.last = whole.index


def _cell_text(cell: Cell, pieces: list[Piece]) -> str:
    return " ".join(p.text for p in pieces[cell.first : cell.last] if _is_datum(p))


def _is_datum(piece: Piece) -> bool:
    """Return whether the piece is text of a cell; buttons and fields of a form are not."""
    return bool(piece.text) and not piece.hidden and piece.tag != "input"


# A cell with this much text in several paragraphs is a column of a page, not a datum.  Longest cells seen in data tables:
# task lists of work plans, about 400 characters in up to 6 paragraphs.
MAX_PARAGRAPHS = 12
BIG_CELL = 400


def _is_data(table: Table, pieces: list[Piece]) -> bool:
    """Tell a data table: two or more filled columns in two or more rows, cells of a few paragraphs, little of it links."""
    if table.nested or len(table.rows) < 2:
        return False
    filled = [[c for c in row if any(map(_is_datum, pieces[c.first : c.last]))] for row in table.rows]
    if sum(len(row) >= 2 for row in filled) < 2:
        return False
    cells = [c for row in filled for c in row]
    counts = [c.last - c.first for c in cells]
    total = sum(len(p.text) for p in pieces[table.first :])
    links = sum(p.link_chars for p in pieces[table.first :])
    if links * 2 > total or max(counts) > MAX_PARAGRAPHS:
        return False
    images = sum(p.kind == "image" for p in pieces[table.first :])
    if images > len(cells):
        return False
    ruled = table.border or any(c.header for c in cells)
    longest = max(len(_cell_text(c, pieces)) for c in cells)
    if longest * 2 > total and longest > (BIG_CELL if ruled else BIG_CELL // 4):
        return False  # one cell is the page, the others are its frame
    if ruled:
        return True
    # No border: rows of one width, most of the cells filled.
    widths = [sum(c.colspan for c in row) for row in table.rows if row]
    common = max(widths.count(w) for w in set(widths))
    return common * 10 >= len(widths) * 6


def _resolve(table: Table, texts: dict[int, str]) -> tuple[tuple[str, ...], ...]:
    """Return the rows with the value of a spanning cell repeated in every place it covers (WHATWG §4.9.12)."""
    grid: list[list[str]] = []
    pending: dict[int, tuple[int, str]] = {}  # column → rows still covered, value
    made = 0
    for row in table.rows:
        line: list[str] = []
        for cell in row:
            _cover(line, pending)
            text = texts[id(cell)]
            for _ in range(cell.colspan):
                if cell.rowspan > 1:
                    pending[len(line)] = (cell.rowspan - 1, text)
                line.append(text)
        _cover(line, pending)
        if any(line):
            grid.append(line)
        made += len(line)
        if made > MAX_CELLS:
            break
    return tuple(tuple(line) for line in grid)


def _cover(line: list[str], pending: dict[int, tuple[int, str]]) -> None:
    """Fill in the cells that hang down from the rows above, up to the next free column."""
    while (at := len(line)) in pending:
        left, text = pending.pop(at)
        if left > 1:
            pending[at] = (left - 1, text)
        line.append(text)

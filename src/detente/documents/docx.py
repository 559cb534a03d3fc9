"""The text of a DOCX file as Word shows it with all changes accepted (ECMA-376, WordprocessingML).

Read from the XML itself: what stands in a wrapper (an insertion, a content control, a field, a smart
tag, a text box) is text like any other. Names are compared without their namespace, which differs
between transitional and strict files.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from posixpath import join, normpath
from typing import Any

from detente.documents.parts import Part, Refused, letters, stated

_ENTRIES, _BYTES, _RATIO = 5_000, 200_000_000, 100
_DELETED = "deleted text"
#: Elements whose text is not shown, and what a note calls it.
_NOT_SHOWN = {
    "del": _DELETED, "moveFrom": _DELETED, "cellDel": _DELETED,
    "rPr": "", "pPr": "", "sectPr": "", "instrText": "", "delInstrText": "", "rt": "", "tblPr": "",
    "sdtPr": "", "tcPr": "", "trPr": "", "docPr": "",
}  # fmt: skip
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
#: Parts beside the text, by the last word of their relationship's type.
_BESIDE = {"header": "headers and footers", "footer": "headers and footers", "comments": "comments"}
_MARK_AFTER = re.compile(r"[.,;:!?\"”’')\]]$")


def parse_docx(data: bytes) -> list[Part]:
    """Return the text of a DOCX file: paragraphs, table rows, text boxes, notes after their paragraph."""
    check_archive(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = _targets(archive, "").get("officeDocument", ["word/document.xml"])[0]
        body = _xml(archive, name)
        if body is None:
            raise Refused("The DOCX file holds no document.")
        targets = _targets(archive, name)
        trees = {
            kind: [
                tree for each in targets.get(kind, ()) if (tree := _xml(archive, each)) is not None
            ]
            for kind in ("footnotes", "endnotes", *_BESIDE)
        }
        about = {
            _name(item): item.text
            for each in _targets(archive, "").get("core-properties", ())
            if (tree := _xml(archive, each)) is not None
            for item in tree
        }
    notes = {
        (kind.removesuffix("s"), _value(note, "id")): note
        for kind in ("footnotes", "endnotes")
        for tree in trees[kind]
        for note in tree
        if _value(note, "type") in (None, "normal")
    }
    walk = _Walk(notes)
    blocks = walk.blocks(body)
    blocks += walk.rest("endnote")
    blocks += walk.rest("footnote")
    for kind, called in _BESIDE.items():
        walk.left_out[called] += sum(_letters(tree) for tree in trees[kind])
    crude = [body, *(tree for found in trees.values() for tree in found)]
    text = "\n\n".join(block for each in blocks if (block := _tidied(each)))
    return [
        Part(
            text=text,
            title=stated(about.get("title")),
            author=stated(about.get("creator")),
            letters=sum(_letters(tree) for tree in crude),
            left_out=dict(walk.left_out),
        )
    ]


def check_archive(data: bytes) -> None:
    """Refuse a ZIP that unpacks to too much, before anything is unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > _ENTRIES or total > _BYTES:
        raise Refused("The file unpacks to too much.")
    if total > 10_000_000 and total > _RATIO * max(packed, 1):
        raise Refused("The file unpacks to too much.")


class _Walk:
    """Walks a document in reading order; remembers open fields and notes that wait for their place."""

    def __init__(self, notes: dict[tuple[str, str | None], Any]) -> None:
        self.notes = notes
        self.left_out: Counter[str] = Counter()
        #: For each open field whether its result has begun; what stands before is its instruction.
        self.fields: list[bool] = []
        #: Blocks anchored in the paragraph at hand that follow it: text boxes and footnotes.
        self.after: list[str] = []
        self.endnotes: list[str] = []
        #: Text of a paragraph with which the next one goes on: its mark was deleted, or it is a drop cap.
        self.open = ""

    def blocks(self, parent: Any) -> list[str]:
        """Return the paragraphs in an element, in order."""
        found: list[str] = []
        for item in parent:
            name = _name(item)
            if name == "p":
                found += self.paragraph(item)
            elif name == "tbl":
                for row in _rows(item):
                    found += self.row(row)
            elif name in _NOT_SHOWN:
                self.leave(item, _NOT_SHOWN[name])
            elif name == "sdt" and _is_contents(item):
                self.leave(item, "table of contents")
            elif not (name == "sdt" and _is_placeholder(item)):
                found += self.blocks(_choice(item))
        return found

    def paragraph(self, item: Any) -> list[str]:
        text = self.open + self.inline(item)
        after, self.after = self.after, []
        if _mark_is_deleted(item) or _is_drop_cap(item):
            self.open = text
            return after
        self.open = ""
        return [text, *after]

    def row(self, row: Any) -> list[str]:
        """Return a table row as one block, cells apart; cells of several paragraphs stand alone."""
        if _first(row, "trPr", "del") is not None:
            self.leave(row, _DELETED)
            return []
        cells, below = [], []
        for cell in _cells(row):
            if _first(cell, "tcPr", "cellDel") is not None:
                self.leave(cell, _DELETED)
                continue
            nested = [each for each in cell.iterchildren() if _name(each) == "tbl"]
            own = [self.blocks([each]) for each in cell if each not in nested]
            cells.append([text for texts in own for text in texts if text.strip()])
            below += self.blocks(nested)
        if any(len(cell) > 1 for cell in cells):
            return [text for cell in cells for text in cell] + below
        return ["\t".join(" ".join(cell[0].split()) for cell in cells if cell), *below]

    def inline(self, parent: Any) -> str:
        """Return the text in a paragraph or a part of one."""
        text = ""
        for item in parent:
            name = _name(item)
            if name == "t":
                # Text inside a field's instruction is not shown (nested fields, form letters).
                text += (item.text or "") if all(self.fields) else ""
            elif name == "r":
                text += self.run(item, text)
            elif name in _SIGNS:
                text += _SIGNS[name]
            elif name == "br":
                text += "\n"
            elif name == "sym":
                text += _symbol(item)
            elif name == "fldChar":
                self.field(_value(item, "fldCharType"))
            elif name in _NOT_SHOWN:
                self.leave(item, _NOT_SHOWN[name])
            elif name in ("footnoteReference", "endnoteReference"):
                self.note(name.removesuffix("Reference"), _value(item, "id"))
            elif name == "txbxContent":
                self.box(item)
            elif not (name == "sdt" and _is_placeholder(item)):
                text += self.inline(_choice(item))
        return text

    def run(self, run: Any, before: str) -> str:
        looks = _first(run, "rPr")
        if looks is not None:
            for mark, called in (("vanish", "hidden text"), ("strike", _DELETED), ("dstrike", _DELETED)):  # fmt: skip
                if _is_on(_first(looks, mark)):
                    self.leave(run, called)
                    return ""
        text = self.inline(run)
        raised = _first(looks, "vertAlign") if looks is not None else None
        above = raised is not None and _value(raised, "val") == "superscript"
        # A raised number after a sentence's end is the mark of a note typed by hand.
        is_mark = above and re.fullmatch(r"[\d*†‡,\s]+", text) and _MARK_AFTER.search(before)
        return "" if is_mark else text

    def field(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def box(self, content: Any) -> None:
        """Keep a text box's paragraphs for after the paragraph in which it is anchored."""
        fields, self.fields = self.fields, []
        kept, self.after, opened, self.open = self.after, [], self.open, ""
        found = self.blocks(content)
        self.fields, self.after, self.open = fields, kept + found, opened

    def note(self, kind: str, number: str | None) -> None:
        note = self.notes.pop((kind, number), None)
        if note is None:
            return
        kept, self.after, opened, self.open = self.after, [], self.open, ""
        found = self.blocks(note)
        self.after, self.open = kept, opened
        (self.after if kind == "footnote" else self.endnotes).extend(found)

    def rest(self, kind: str) -> list[str]:
        """Return the notes of a kind that the text refers to last, or not at all."""
        for known, number in [each for each in self.notes if each[0] == kind]:
            self.note(known, number)
        found = self.endnotes if kind == "endnote" else self.after
        opened, self.open = ([self.open] if self.open else []), ""
        return [*opened, *found]

    def leave(self, item: Any, called: str) -> None:
        if called:
            self.left_out[called] += _letters(item)


def _tidied(block: str) -> str:
    """Return a block with its own line breaks kept; two in a row part paragraphs."""
    text = "\n".join(part.strip() for part in block.split("\n"))
    return re.sub(r" {2,}", " ", re.sub(r"\n{2,}", "\n\n", text)).strip()


def _name(item: Any) -> str:
    return item.tag.rpartition("}")[2] if isinstance(item.tag, str) else ""


def _value(item: Any, name: str) -> str | None:
    return next((v for k, v in item.attrib.items() if k.rpartition("}")[2] == name), None)


def _first(item: Any, *path: str) -> Any:
    """Return the first child along a path of names, or None."""
    for name in path:
        item = next((child for child in item if _name(child) == name), None)
        if item is None:
            return None
    return item


def _is_on(item: Any) -> bool:
    return item is not None and _value(item, "val") not in ("0", "false", "off", "none")


def _choice(item: Any) -> Any:
    """Return the one branch of an alternative that is shown: a shape's text stands in each."""
    if _name(item) != "AlternateContent":
        return item
    branches = [child for child in item if _name(child) in ("Choice", "Fallback")]
    shown = (each for each in branches if any(_name(t) == "t" for t in each.iter()))
    return next(shown, branches[0] if branches else ())


def _is_placeholder(control: Any) -> bool:
    return _first(control, "sdtPr", "showingPlcHdr") is not None


def _is_contents(control: Any) -> bool:
    gallery = _first(control, "sdtPr", "docPartObj", "docPartGallery")
    return gallery is not None and _value(gallery, "val") == "Table of Contents"


def _mark_is_deleted(paragraph: Any) -> bool:
    looks = _first(paragraph, "pPr", "rPr")
    return looks is not None and any(_name(child) in ("del", "moveFrom") for child in looks)


def _is_drop_cap(paragraph: Any) -> bool:
    """Whether a paragraph is the large first letter of the next one."""
    frame = _first(paragraph, "pPr", "framePr")
    return frame is not None and _value(frame, "dropCap") in ("drop", "margin")


def _rows(table: Any) -> list[Any]:
    """Return the rows of a table, those in content controls and insertions among them."""
    return _through(table, "tr")


def _cells(row: Any) -> list[Any]:
    return _through(row, "tc")


def _through(parent: Any, wanted: str) -> list[Any]:
    found = []
    for child in parent:
        if _name(child) == wanted:
            found.append(child)
        elif _name(child) not in ("tbl", "p", *_NOT_SHOWN):
            found += _through(child, wanted)
    return found


def _symbol(item: Any) -> str:
    """Return a sign from a font of symbols; those of the private area are pictures, no letters."""
    try:
        code = int(_value(item, "char") or "", 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= code <= 0xF8FF or not 32 <= code < 0x110000 else chr(code)


def _letters(tree: Any) -> int:
    """Count the letters of an element crudely: alternatives once, instructions of fields never."""
    total = 0
    for item in tree.iter():
        if _name(item) in ("t", "delText"):
            twice = any(_name(above) == "Fallback" for above in item.iterancestors())
            total += 0 if twice else letters(item.text or "")
    return total


def _xml(archive: zipfile.ZipFile, name: str) -> Any:
    """Return the tree of a part, or None where there is none."""
    from lxml import etree

    try:
        content = archive.read(name)
    except KeyError:
        return None
    # A part of an office file has no document type; entities would only be an attack.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    return etree.fromstring(content, parser)


def _targets(archive: zipfile.ZipFile, part: str) -> dict[str, list[str]]:
    """Return the parts to which a part refers, by the last word of the relationship's type."""
    folder, _, name = part.rpartition("/")
    tree = _xml(archive, join(folder, "_rels", f"{name}.rels"))
    found: dict[str, list[str]] = {}
    for item in tree if tree is not None else ():
        target = item.get("Target") or ""
        if item.get("TargetMode") == "External" or not target:
            continue
        path = normpath(join("/", folder, target)).lstrip("/")
        found.setdefault((item.get("Type") or "").rpartition("/")[2], []).append(path)
    return found

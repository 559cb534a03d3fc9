"""From bytes to text: byte-order marks, declared encodings, and a careful guess."""

from __future__ import annotations

import codecs
import re

from detente.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset=[\"']?\s?([\w.:-]{2,40})|<\?xml[^>]{0,80}encoding=[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
#: What labels mean on pages and in mails (WHATWG Encoding Standard §4.2), where Python's codec of that
#: name is another: iso-8859-1 and us-ascii say windows-1252, whose quotation marks stand at 0x80–0x9F.
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949",
    "shift_jis": "cp932", "big5": "big5hkscs",
    # They cannot be: the label itself was read byte by byte.
    "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8", "utf-32": "utf-8",
}  # fmt: skip
#: Labels in use that Python does not know.
_LABELS = {
    "x-cp1252": "cp1252", "x-cp1251": "cp1251", "x-cp1250": "cp1250", "x-sjis": "cp932",
    "x-gbk": "gb18030", "x-euc-jp": "euc_jp", "windows-31j": "cp932", "windows-949": "cp949",
    "iso-8859-8-i": "iso8859-8", "x-mac-roman": "mac-roman", "x-mac-cyrillic": "mac-cyrillic",
    "utf8mb4": "utf-8", "unicode-1-1-utf-8": "utf-8", "windows-874": "cp874",
    "8bit": "cp1252", "unknown-8bit": "cp1252", "ansi": "cp1252",
}  # fmt: skip
#: Largest share of odd characters that charset-normalizer may see in a guess we accept.
_MOST_CHAOS = 0.1
#: Signs beyond ASCII that a text in English has, and nothing else: no guess is needed.
_LETTERS_AND_MARKS = re.compile("[“”‘’–—…•„‚‹›«»¡¿€£§©®°\u00a0·ßéèêëàâäáãçñöôóüûúíîïÄÖÜÉÀ]+")
_FIX = "Save the file as UTF-8 text."


def decode(data: bytes, *, source: str, declared: str | None = None) -> tuple[str, list[str]]:
    r"""Decode a document and note how, where that is not plain UTF-8.

    A byte-order mark decides, else UTF-8 if the bytes are valid, else ``declared`` (from an HTTP
    header) or the encoding that an HTML page names, else a guess. Line ends become ``\n``.

    Raises
    ------
    InputError
        When the bytes are no text, or the encoding cannot be told.
    """
    text, notes = _decoded(data, source, declared)
    controls = sum(text.count(chr(code)) for code in range(32) if code not in (9, 10, 12, 13, 27))
    if controls * 100 > len(text):
        raise _binary(source)
    if text.startswith("\ufeff"):
        text = text[1:]
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


def _decoded(data: bytes, source: str, declared: str | None) -> tuple[str, list[str]]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(name), [] if name == "utf-8-sig" else [f"encoding: {name}"]
            except UnicodeDecodeError:
                break
    if b"\0" in data:
        return _wide(data, source)
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _guessed(data, source, declared)


def codec_of(label: str) -> str | None:
    """Return the codec that a declared encoding means, as browsers read it; None for an unknown one.

    Examples
    --------
    >>> codec_of("ISO-8859-1"), codec_of("latin1"), codec_of("us-ascii"), codec_of("iso-8859-2")
    ('cp1252', 'cp1252', 'cp1252', 'iso8859-2')
    """
    label = label.strip().lower()
    try:
        found = codecs.lookup(_LABELS.get(label, label))
        b"a".decode(found.name)  # fails for codecs that make no text of bytes (rot13, zlib)
    except (LookupError, UnicodeError, ValueError):
        return None
    return _MEANT.get(found.name, found.name)


def _wide(data: bytes, source: str) -> tuple[str, list[str]]:
    """Decode UTF-16 without a mark: in western text every second byte is zero."""
    sample = data[:2000]
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = sample[offset::2].count(0), sample[1 - offset :: 2].count(0)
        if others == 0 and zeros * 2 > len(sample) // 2:
            try:
                return data.decode(name), [f"encoding guessed: {name}"]
            except UnicodeDecodeError:
                break
    raise _binary(source)


def _guessed(data: bytes, source: str, declared: str | None) -> tuple[str, list[str]]:
    in_page = _DECLARED.search(data[:4096])
    names = [declared] if declared else []
    if in_page:
        names.append((in_page.group(1) or in_page.group(2)).decode("ascii"))
    for name in names:
        codec = codec_of(name)
        if codec is None:
            continue
        try:
            text = data.decode(codec, errors="replace")
        except UnicodeError:
            continue
        # A page is mostly right about itself; a few broken bytes are shown, not guessed away.
        if text.count("\ufffd") * 1000 <= len(text):
            return text, [f"encoding {name} as the page declares"]
    broken = data.decode("utf-8", errors="replace")
    if (
        broken.count("\ufffd") * 1000 <= len(broken)
        and broken.count("\ufffd") < sum(b > 127 for b in data) / 4
    ):
        return broken, ["some bytes are not valid UTF-8 and show as \ufffd"]
    western = data.decode("cp1252", errors="replace")
    if _LETTERS_AND_MARKS.fullmatch("".join({c for c in western if ord(c) > 127})):
        return western, ["encoding guessed: windows-1252"]
    import logging

    from charset_normalizer import from_bytes

    logging.getLogger("charset_normalizer").setLevel(logging.CRITICAL)
    best = from_bytes(data[:200_000]).best()
    if best is not None and best.chaos <= _MOST_CHAOS:
        try:
            return data.decode(best.encoding), [f"encoding guessed: {best.encoding}"]
        except UnicodeDecodeError:
            pass
    raise InputError("The encoding of the text cannot be told.", source=source, fix=_FIX)


def _binary(source: str) -> InputError:
    return InputError("This is a binary file, not a text.", source=source, fix=_FIX)

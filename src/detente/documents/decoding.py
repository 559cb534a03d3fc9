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
    rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,40})|<\?xml[^>]{0,80}encoding=[\"']([\w-]{2,40})",
    re.IGNORECASE,
)
#: Largest share of odd characters that charset-normalizer may see in a guess we accept.
_MOST_CHAOS = 0.1
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
        try:
            codecs.lookup(name)
            text = data.decode(name, errors="replace")
        except (LookupError, UnicodeError, ValueError):
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

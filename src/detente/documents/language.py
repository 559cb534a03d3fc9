"""A simple guess at the language of a text: its script, then its commonest words."""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+")
_COMMON = {
    "en": "the of and to in that is was for on with he as it at by be this from has have are not said will would",
    "fr": "le la les de des du et un une est dans que qui pour sur au aux il elle pas plus par avec ce cette ont été",
    "de": "der die das und in den von zu mit ist des sich auf für nicht ein eine als auch dem es an werden hat sie",
    "es": "el la los las de del y en que un una por con para es se no su al como más lo ha pero sus fue está",
    "it": "il lo la gli le di del della e che in un una per con non è si da sono come anche alla dei ha nel più",
    "pt": "o a os as de do da dos das e em que um uma para com não por se no na mais é foi ao como são pelo",
    "nl": "de het een en van in dat is op te voor met zijn niet aan er die om ook als bij door naar heeft werd",
    "pl": "i w na z do że się nie jest to o jak za od po przez ale dla był które oraz jego tym są ich",
    "tr": "ve bir bu için ile da de olarak çok daha olan gibi sonra kadar ama en ne o ise değil var dedi",
    "id": "yang dan di dari untuk dengan pada dalam ini itu tidak akan telah oleh adalah ke kata mengatakan sebagai juga",
    "ru": "и в не на с что по это как из за от для его к но был также о она они при году который",
    "uk": "і в не на з що та до як за від для його про це у є але був також які він вона між",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SCRIPTS = (
    ("ko", "\u1100", "\u11ff"), ("ko", "\uac00", "\ud7af"),
    ("ja", "\u3040", "\u30ff"),
    ("zh", "\u4e00", "\u9fff"),
    ("ar", "\u0600", "\u06ff"), ("he", "\u0590", "\u05ff"), ("el", "\u0370", "\u03ff"),
    ("hi", "\u0900", "\u097f"), ("th", "\u0e00", "\u0e7f"), ("ka", "\u10a0", "\u10ff"), ("hy", "\u0530", "\u058f"),
)  # fmt: skip
_PERSIAN = frozenset("گچپژ")
_SAMPLE = 20_000


def guess_language(text: str) -> str | None:
    """Guess the language of a text (ISO 639-1), or None when it cannot be told.

    Examples
    --------
    >>> guess_language("The minister said that the talks would go on if the other side agrees.")
    'en'
    """
    sample = text[:_SAMPLE]
    letters = [c for c in sample if c.isalpha()]
    if not letters:
        return None
    by_script = Counter(_script_of(c) for c in letters)
    by_script.pop(None, None)
    if by_script.total() * 3 > len(letters):
        language, _ = by_script.most_common(1)[0]
        if language == "zh" and by_script["ja"] * 10 > by_script["zh"]:
            return "ja"
        if language == "ar" and len(_PERSIAN & set(sample)) >= 3:
            return "fa"
        return language
    words = [word.lower() for word in _WORD.findall(sample)]
    shares = sorted(
        (
            (sum(word in common for word in words) / len(words), name)
            for name, common in _WORDS.items()
        ),
        reverse=True,
    )
    (best, language), (second, _) = shares[:2]
    return language if best >= 0.12 and best > second * 1.15 and len(words) >= 8 else None


def _script_of(character: str) -> str | None:
    if character < "\u0370":
        return None
    return next((name for name, low, high in _SCRIPTS if low <= character <= high), None)

"""Making a brief: read, decide whether there is a model, solve it, say what can be said."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from detente.briefing.beyond import remarks
from detente.briefing.building import build_answer
from detente.briefing.deciding import Decision, decide
from detente.briefing.front import front_of
from detente.briefing.horizons import sentence_around
from detente.briefing.missing import missing
from detente.briefing.notices import on_sources
from detente.briefing.positions import positions
from detente.briefing.result import Answer, Brief
from detente.briefing.sources import locate
from detente.briefing.statements import carrying
from detente.briefing.text import clean, shorten, without_dateline
from detente.claims.find import find_claim
from detente.drafting import LeftOut
from detente.errors import InputError
from detente.evidence import Document
from detente.model.conflict import Conflict

Progress = Callable[[int, int], None]
#: The key that begins every model file.
_MODEL = re.compile(r"""^[\s{]*["']?detente["']?\s*:""", re.MULTILINE)

#: Statements of a brief without a model: all that a reader can take in, the rest is in ``read``.
ALL_STATEMENTS = 16
#: Longest title of a brief, in characters, where it is made from the text.
TITLE = 90


def brief_of(
    documents: Sequence[Document],
    *,
    max_options: int = 12,
    decision: Decision | None = None,
    progress: Progress | None = None,
) -> Brief:
    """Make the brief of documents: with a model where they carry one, else the reading brief.

    Parameters
    ----------
    documents : sequence of Document
        With their statements.
    max_options : int
        Options of a drafted model at most.
    decision : Decision, optional
        What the documents draft, where it is known already.
    progress : callable, optional
        Called with (done, total) while single changes are tried.
    """
    decided = decision or decide(documents, max_options=max_options)
    drafted = decided.draft
    if drafted is None:
        return _brief(
            None, documents, verdict="reading", why=decided.why, left_out=decided.left_out
        )
    answer = build_answer(
        drafted.conflict,
        documents,
        drafted=True,
        claim=find_claim(documents, drafted.conflict) if decided.verdict == "model" else None,
        cautions=drafted.warnings,
        scenarios=drafted.scenarios,
        progress=progress,
    )
    return _brief(
        answer, documents, verdict=decided.verdict, why=decided.why, left_out=decided.left_out
    )


def brief_of_model(
    conflict: Conflict,
    documents: Sequence[Document] = (),
    *,
    drafted: bool = False,
    thin: str | None = None,
    progress: Progress | None = None,
) -> Brief:
    """Make the brief of a model, with the documents that it is about.

    Parameters
    ----------
    conflict : Conflict
    documents : sequence of Document
    drafted : bool
        Whether the model stands as it was drafted, whatever the answers of a review made of it.
    thin : str, optional
        What it lacks, where it holds too little for a forecast.
    progress : callable, optional

    Raises
    ------
    InputError
        When documents are given that have nothing to do with the model.
    """
    if documents and not any(document.statements for document in documents) and not any(
        locate(item, documents) for item in conflict.evidence.values()
    ):  # fmt: skip
        raise InputError(
            "The documents hold no attributed statement and none of the words that the model cites.",
            source=documents[0].source if len(documents) == 1 else None,
            fix="Name a text that the model is about.",
        )
    answer = build_answer(
        conflict,
        documents,
        drafted=drafted,
        claim=find_claim(documents, conflict) if documents and not thin else None,
        evidence_documents=cited_documents(conflict, documents) if documents else (),
        progress=progress,
    )
    if thin:
        return _brief(answer, documents, verdict="thin", why=thin)
    return brief_of_answer(answer)


def brief_of_file(
    path: str, documents: Sequence[Document] = (), *, progress: Progress | None = None
) -> Brief:
    """Make the brief of a model file; without documents, of those that it cites and that lie beside it.

    Raises
    ------
    InputError
        When the model cannot be loaded, or has nothing to do with the documents.
    """
    from detente.model.files import load

    conflict = load(path)
    if not documents:
        beside = cited_documents(conflict, ())
        if beside:
            from detente.reading import read_statements

            documents = [read_statements(document) for document in beside]
    return brief_of_model(conflict, documents, progress=progress)


def told_apart(sources: Sequence[str], model: str | None) -> tuple[str | None, tuple[str, ...]]:
    """Tell model files among sources from texts.

    Returns
    -------
    tuple of (model or None, texts)

    Raises
    ------
    InputError
        For more than one model.
    """
    models = [source for source in sources if is_model(source)]
    given = [*([model] if model is not None else []), *models]
    if len(given) > 1:
        raise InputError(
            f"A brief has one model, not {len(given)}: {', '.join(given)}.",
            fix="Name one, or lay them side by side with detente compare.",
        )
    return (given[0] if given else None), tuple(s for s in sources if s not in models)


def is_model(source: str) -> bool:
    """Whether a source is a model file: YAML or JSON that states the version of the format."""
    path = Path(source)
    if path.suffix.lower() not in (".yaml", ".yml", ".json") or not path.is_file():
        return False
    with path.open(encoding="utf-8", errors="replace") as file:
        return _MODEL.search(file.read(4_000)) is not None


def brief_of_answer(answer: Answer) -> Brief:
    """Make the brief of an answer that is there already."""
    return _brief(answer, answer.documents, verdict="model")


def _brief(
    answer: Answer | None,
    documents: Sequence[Document],
    *,
    verdict: str,
    why: str = "",
    left_out: Sequence[LeftOut] = (),
) -> Brief:
    table = positions(documents)
    if answer is None:
        statements = carrying(documents, shown=ALL_STATEMENTS)
    else:
        weighty = {item for hinge in answer.hinges for item in hinge.evidence}
        statements = carrying(documents, answer.conflict, answer.claim, weighty)
    titles = [document.title for document in documents if document.title]
    made = Brief(
        verdict=verdict,
        why=why,
        title=answer.conflict.title if answer else titles[0] if titles else _untitled(documents),
        documents=tuple(documents),
        statements=statements,
        positions=table,
        missing=missing(documents, table, answer.conflict if answer else None)
        if verdict != "model"
        else (),
        beyond=remarks(documents),
        left_out=tuple(left_out),
        headline=(),
        cautions=tuple(item.sentence for item in on_sources(documents)) if answer is None else (),
        answer=answer,
    )
    return replace(made, headline=tuple(sentence.text for sentence in front_of(made)))


def _untitled(documents: Sequence[Document]) -> str:
    """Name a brief of documents none of which has a title, by how the first begins."""
    text = next((clean(document.text) for document in documents if document.text.strip()), "")
    text = without_dateline(text)  # which may hold full stops
    first = sentence_around(text, 0, 1).text.rstrip(".") if text else ""
    return shorten(first, TITLE) or "Reading brief"


def cited_documents(conflict: Conflict, documents: Sequence[Document]) -> list[Document]:
    """Load documents that the model cites and that lie beside it."""
    from detente.documents import load_document

    if conflict.source is None:
        return []
    folder = Path(conflict.source).parent
    have = {Path(document.source).name for document in documents}
    found = []
    for name in dict.fromkeys(item.document for item in conflict.evidence.values()):
        path = folder / Path(name).name
        if Path(name).name not in have and path.is_file():
            found.append(load_document(str(path)))
    return found

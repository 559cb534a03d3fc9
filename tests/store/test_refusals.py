"""Every refusal of a dossier says what is wrong, where, and what would be right: whole sentences, word by word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from detente.errors import DetenteError
from detente.store import Dossier
from detente.store.merging import merge
from detente.store.model_edits import decide_option, model_text
from store.dossiers import document, dossier, ids

Refusal = tuple[Callable[[Dossier], object], str, str | None, str]

#: What is asked of a dossier with one document, and what it answers; {} is its folder.
REFUSALS: dict[str, Refusal] = {
    "no statement": (lambda d: d.accept("dam.9"), "There is no statement 'dam.9'.", '{}/case.dossier', 'Known: dam.ca6251b8d8, dam.0da7eac7ab, dam.8c8a713dfe, dam.0da7eac7ab-2.'),
    "no statement to show": (lambda d: d.statement("dam.9"), "There is no statement 'dam.9'.", '{}/case.dossier', 'Known: dam.ca6251b8d8, dam.0da7eac7ab, dam.8c8a713dfe, dam.0da7eac7ab-2.'),
    "no kind": (lambda d: d.decide("acept", ids(d)[0]), "'acept' is no decision.", None, "Did you mean 'accept'? Known: accept, correct, reject, merge, split, add, describe, comment."),
    "merge of one": (lambda d: d.merge(ids(d)[0]), 'To merge takes at least 2 statement(s).', None, 'Name them.'),
    "no names": (lambda d: d.accept(), 'To accept takes at least 1 statement(s).', None, 'Name them.'),
    "nothing to correct": (lambda d: d.correct(ids(d)[0]), 'Nothing to correct is given.', None, 'Such as act=THREATEN.'),
    "empty comment": (lambda d: d.comment(ids(d)[0], "  "), 'The comment says nothing.', None, 'Write it.'),
    "one piece": (lambda d: d.split(ids(d)[0], ["The minister"]), 'A split has at least two pieces.', None, 'Give the words of each.'),
    "a piece outside": (lambda d: d.split(ids(d)[0], ["The minister", {"span": {"start": 80, "end": 90}}]), 'A piece must lie inside the statement.', None, 'Give its words.'),
    "no field": (lambda d: d.correct(ids(d)[0], acts="OFFER"), "A statement has no 'acts'.", None, "Did you mean 'act'? Known: speaker, via, targets, act, layer, negated, modality, hedge, conditions, span, quote, notes."),
    "no act": (lambda d: d.correct(ids(d)[0], act="OFER"), "'OFER' is no act.", None, "Did you mean 'OFFER'? Known: AGREE, CONSULT, SUPPORT, COOPERATE, AID, CONCEDE, RETREAT, REQUEST, ACCUSE, REJECT, THREATEN, PROTEST, …."),
    "quoted without a quote": (lambda d: d.correct(ids(d)[0], layer="quoted"), 'A quoted statement needs its quote.', None, 'Give the span of the quote too.'),
    "a quote outside": (lambda d: d.correct(ids(d)[2], quote={"start": 0, "end": 5}), 'The quote must lie inside the statement.', None, 'Give both spans.'),
    "targets of numbers": (lambda d: d.correct(ids(d)[0], targets=[1]), 'targets is a list of words.', None, 'Such as USA,PRK.'),
    "negated by a word": (lambda d: d.correct(ids(d)[0], negated="maybe"), 'negated is true or false.', None, 'Write true or false.'),
    "a speaker of numbers": (lambda d: d.correct(ids(d)[0], speaker=[1]), "speaker is an actor's id.", None, 'Such as USA, or {"id": …, "name": …}.'),
    "half a condition": (lambda d: d.correct(ids(d)[0], conditions=[{"condition": "x"}]), 'A condition needs condition, consequence and kind.', None, 'Give all three.'),
    "a condition of no kind": (lambda d: d.correct(ids(d)[0], conditions=[{"condition": "The minister", "consequence": "open in May", "kind": "ofer"}]), "'ofer' is not known.", None, "Did you mean 'offer'? Known: offer, threat, promise, warning, demand, dependence, either-or."),
    "a span of no offsets": (lambda d: d.correct(ids(d)[0], span={"start": 1}), 'A span is given by start and end, or by its words.', None, 'Give one of them.'),
    "a span outside": (lambda d: d.correct(ids(d)[0], span={"start": 0, "end": 9999}), 'The span lies outside the text.', None, 'Offsets run from 0 to 169.'),
    "words elsewhere": (lambda d: d.correct(ids(d)[0], span={"start": 0, "end": 3, "text": "Tha"}), 'The words do not stand at these offsets.', None, 'Give them verbatim.'),
    "words that stand twice": (lambda d: d.correct(ids(d)[2], span="The council"), 'The words stand in several places.', None, 'Give start and end.'),
    "words that stand nowhere": (lambda d: d.correct(ids(d)[0], span="no such words"), 'The words do not stand in the document.', None, 'Give them verbatim.'),
    "a span of a number": (lambda d: d.correct(ids(d)[0], span=7), 'A span is given by start and end, or by its words.', None, 'Give one of them.'),
    "no field of a document": (lambda d: d.set_document("dam", titel="x"), "A document has no 'titel'.", None, "Did you mean 'title'? Known: title, date, author, outlet, language."),
    "a title of a number": (lambda d: d.set_document("dam", title=7), 'The title is no text.', None, 'Give words, or nothing.'),
    "no date": (lambda d: d.set_document("dam", date="2026-13"), "'2026-13' is no date.", None, 'Write 2026, 2026-03 or 2026-03-01.'),
    "no document": (lambda d: d.set_document("dm", title="x"), "There is no document 'dm'.", '{}/case.dossier', "Did you mean 'dam'? Known: dam."),
    "no document to remove": (lambda d: d.remove_document("dm"), "There is no document 'dm'.", '{}/case.dossier', "Did you mean 'dam'? Known: dam."),
    "no document to restore": (lambda d: d.restore_document("dam"), "The document 'dam' was not removed.", '{}/case.dossier', 'Add its file again.'),
    "no filter": (lambda d: d.statements(speakr="A"), "There is no filter 'speakr'.", None, "Did you mean 'speaker'? Known: id, ids, document, speaker, target, via, act, layer, since, until, text, status, …."),
    "no layer": (lambda d: d.statements(layer="quted"), "'quted' is no layer.", None, "Did you mean 'quoted'? Known: quoted, reported, interpreted, author."),
    "no status": (lambda d: d.statements(status="actve"), "'actve' is no status.", None, "Did you mean 'active'? Known: active, all, proposed, accepted, corrected, rejected, merged, split."),
    "no words": (lambda d: d.search_documents("..."), 'The search holds no word.', None, 'Give words to look for.'),
    "several begin so": (lambda d: d.find_id("dam"), "Several statements begin with 'dam'.", None, 'They are: dam.0da7eac7ab, dam.0da7eac7ab-2, dam.8c8a713dfe, dam.ca6251b8d8.'),
    "a number that `read` gives": (lambda d: d.find_id("dam.8"), "There is no statement 'dam.8'.", '{}/case.dossier', "Known: dam.ca6251b8d8, dam.0da7eac7ab, dam.8c8a713dfe, dam.0da7eac7ab-2."),
    "nothing begins so": (lambda d: d.find_id("zzz"), "There is no statement 'zzz'.", '{}/case.dossier', 'Known: dam.ca6251b8d8, dam.0da7eac7ab, dam.8c8a713dfe, dam.0da7eac7ab-2.'),
    "no model": (lambda d: d.models.current(), "The dossier has no model 'model'.", '{}/case.dossier', 'None are defined.'),
    "no edit": (lambda d: (d.models.save("x"), d.models.restore(9)), "The model 'model' has no edit 9.", None, 'See its history.'),
    "another version": (lambda d: (d.models.save("x"), d.models.save("y", expected=7)), 'The model was changed elsewhere meanwhile (version 1, not 7).', '{}/case.dossier', 'Load it again, then repeat the change.'),
    "a model of no text": (lambda d: model_text({"title": "\ud800"}), 'The model holds characters that are no text.', None, 'Retype them.'),
    "no decision about options": (lambda d: decide_option(d, "acept", ["a"]), "'acept' is no decision.", None, "Did you mean 'accept'? Known: rename, accept, reject, merge, split."),
    "rename two": (lambda d: decide_option(d, "rename", ["a","b"], name="x"), 'To rename takes one option.', None, 'Name one.'),
    "merge one option": (lambda d: decide_option(d, "merge", ["a"]), 'A merge needs two options.', None, 'Name the one to keep first.'),
    "no way to merge": (lambda d: merge(d, d, conflicts="mine"), "'mine' is no way to merge.", None, 'Known: list, ours, theirs.'),
    "it exists": (lambda d: Dossier.create(d.path), 'The file exists already.', '{}/case.dossier', 'Name a new file, or open this one.'),
    "no folder": (lambda d: Dossier.create(d.path.parent/"no"/"x.dossier"), 'The folder does not exist.', '{}/no/x.dossier', 'Make it first.'),
    "no name": (lambda d: Dossier.create(d.path.parent/"a\0b"), 'The dossier cannot be made: its name is none.', '{}/a\x00b', 'Name a file in a folder that can be written.'),
    "none there": (lambda d: Dossier.open(d.path.parent/"no.dossier"), 'There is no such dossier.', '{}/no.dossier', 'Make it: detente dossier create.'),
    "a folder": (lambda d: Dossier.open(d.path.parent), 'This is no dossier.', '{}', 'Name a file.'),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_is_whole(name: str, tmp_path: Path) -> None:
    ask, message, source, fix = REFUSALS[name]
    with dossier(tmp_path, document()) as made:
        with pytest.raises(DetenteError) as caught:
            ask(made)
        error = caught.value
        place = None if source is None else source.replace("{}", str(tmp_path))
        assert (error.message, error.source, error.fix) == (message, place, fix)
        assert len(ids(made)) == 4
        assert made.check() == []

"""Two analysts' versions: what differs, what is taken over, what stays a conflict."""

from __future__ import annotations

import shutil
from pathlib import Path

from detente.store import Dossier
from detente.store.merging import compare, merge
from store.dossiers import document, dossier, ids


def pair(folder: Path) -> tuple[Dossier, Dossier]:
    """Return two copies of one dossier, Ann's and Bob's."""
    first = dossier(folder, document())
    first.close()
    shutil.copy(first.path, folder / "bob.dossier")
    return Dossier.open(first.path, who="ann"), Dossier.open(folder / "bob.dossier", who="bob")


def test_equal_dossiers_do_not_differ(tmp_path: Path) -> None:
    ann, bob = pair(tmp_path)
    assert compare(ann, bob).differences == ()
    assert merge(ann, bob).decisions == ()


def test_decisions_are_taken_over_and_conflicts_listed(tmp_path: Path) -> None:
    ann, bob = pair(tmp_path)
    one, two, three, four = ids(ann)
    ann.reject(one)
    bob.correct(one, act="COMMIT")
    bob.correct(three, act="THREATEN")
    bob.merge(two, four)
    ann.accept(three)
    bob.add_document(document("The envoy left.", "later"))
    compared = compare(ann, bob)
    assert compared.documents_only_theirs == ("later",)
    assert {d.statement: d.kind for d in compared.differences} == {
        one: "conflict",
        three: "conflict",
        four: "theirs",
    }
    assert (compared.both_decided, compared.agreed) == (2, 0)
    told = compared.to_json()
    assert told["documents_only_theirs"] == ["later"]
    assert [d["statement"] for d in told["differences"]] == [
        d.statement for d in compared.differences
    ]
    result = merge(ann, bob)
    assert [d.kind for d in result.decisions] == ["merge"]
    assert {d.who for d in result.decisions} == {"bob"}
    assert {c.statement for c in result.conflicts} == {one, three}
    assert ann.statement(four).merged_into == two
    assert ann.statement(one).status == "rejected"
    assert [i.id for i in ann.list_documents()] == ["dam", "later"]
    assert merge(ann, bob).decisions == ()
    taken = merge(ann, bob, conflicts="theirs")
    assert len(taken.decisions) == 2
    assert ann.statement(three).statement.act == "THREATEN"
    assert merge(bob, ann).decisions == ()


def test_documents_are_the_same_by_their_words(tmp_path: Path) -> None:
    ann, bob = dossier(tmp_path, document()), dossier(tmp_path, name="bob.dossier")
    bob.add_document(document("Some other report.", "dam"))
    bob.add_document(document(name="river"))
    name = ids(bob, document="river")[0]
    bob.add("river", "open in May", act="COMMIT")
    bob.reject(name)
    result = merge(ann, bob)
    assert result.documents == ("dam-2",)
    assert len(result.decisions) == 2
    assert ann.orphans() == []
    assert ann.statement(ids(dossier(tmp_path, document(), name="c"))[0]).status == "rejected"
    assert [e.statement.span.text for e in ann.statements(origin="analyst")] == ["open in May"]


def test_models_stand_beside_each_other(tmp_path: Path) -> None:
    ann, bob = pair(tmp_path)
    bob.models.save("theirs")
    assert merge(ann, bob).models == ("model",)
    bob.models.save("changed")
    ann.models.save("mine")
    assert compare(ann, bob).models_differ == ("model",)
    assert merge(ann, bob).models == ("model (bob)",)
    assert ann.models.current().text == "mine"
    assert merge(ann, bob).models == ()

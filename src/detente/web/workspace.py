"""What the pages work on: one dossier, its model parsed once per version, its drafts, jobs, and answers kept."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from detente.errors import DetenteError, InputError
from detente.evidence import Document
from detente.model.problems import ModelError
from detente.web.apart import Apart
from detente.web.briefs import make_brief
from detente.web.drafts import Drafts
from detente.web.jobs import Jobs
from detente.web.kept import Kept

if TYPE_CHECKING:
    from detente.analysis.outcomes import Landscape
    from detente.briefing.result import Brief
    from detente.model.conflict import Conflict
    from detente.model.problems import Problem
    from detente.store import Dossier, ModelVersion
    from detente.store.records import Info

Answer = TypeVar("Answer")

_MOST_LISTED = 200


class NotThereError(InputError):
    """There is no such thing, or not yet."""


class ReadOnlyError(InputError):
    """The dossier is somebody else's, and is only read."""


class Workspace:
    """A dossier opened for the workbench.

    Parameters
    ----------
    dossier : Dossier
        Open; closed by :meth:`close`.
    offline : bool
        Whether no page may be fetched.
    """

    def __init__(self, dossier: Dossier, *, offline: bool = False) -> None:
        self.dossier = dossier
        self.offline = offline
        self.jobs = Jobs()
        self.apart = Apart()
        self.drafts = Drafts(self)
        self._kept = Kept()
        #: Dossiers that were opened; all are closed at the end, as an answer may still be on its way.
        self._opened = {dossier.path.resolve(): dossier}
        self._tour: tempfile.TemporaryDirectory[str] | None = None
        #: Whose each opened dossier is, where it is somebody else's.
        self._owners = {dossier.path.resolve(): _owner(dossier)}
        #: Where dossiers are looked for and made.
        self.folder = dossier.path.resolve().parent

    @classmethod
    def open(cls, path: str | Path, *, offline: bool = False) -> Workspace:
        """Open a dossier, or make it when the file does not exist.

        Raises
        ------
        InputError
            When the file is no dossier, or cannot be made.
        """
        from detente.store import Dossier

        target = Path(path)
        opened = Dossier.open(target) if target.exists() else Dossier.create(target)
        return cls(opened, offline=offline)

    def close(self) -> None:
        """Cancel the jobs, end what reads and close every dossier that was opened."""
        for job in self.jobs.all():
            self.jobs.cancel(job.id)
        self.apart.close()
        for dossier in self._opened.values():
            dossier.close()
        if self._tour is not None:
            self._tour.cleanup()

    # Dossiers

    def dossiers(self) -> list[Path]:
        """Return the dossiers beside the one that was opened first, and the open one, by name."""
        here = self.dossier.path.resolve()
        found = {here}
        with suppress(OSError):
            found |= {path.resolve() for path in self.folder.glob("*.dossier") if path.is_file()}
        return sorted(found, key=lambda path: path.name.casefold())[:_MOST_LISTED]

    def switch(self, name: str) -> None:
        """Go on with another dossier, by the name of its file beside the one that is open.

        Raises
        ------
        NotThereError
            When there is none of this name.
        InputError
            When work is going on, or the file is no dossier.
        """
        self._go_on(self.other(name), create=False)

    def create(self, title: str) -> None:
        """Make a new dossier beside the one that is open, and go on with it.

        Raises
        ------
        InputError
            When work is going on, or it cannot be made there.
        """
        plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60].strip("-") or "dossier"
        self._go_on(self._free(plain), create=True, title=title)

    def _free(self, plain: str) -> Path:
        """Return a path in the folder that no dossier has."""
        taken = {path.name for path in self.dossiers()}
        names = (f"{plain}{'' if n == 1 else f'-{n}'}.dossier" for n in range(1, 10_000))
        return self.folder / next(name for name in names if name not in taken)

    def tour(self) -> None:
        """Go on with a fresh copy of the bundled case, thrown away at the end."""
        from detente.web.sample import make_sample

        self._idle()
        if self._tour is None:
            self._tour = tempfile.TemporaryDirectory(prefix="detente-tour-")
        fresh = Path(self._tour.name) / "fresh"
        if not fresh.exists():
            make_sample(fresh)
        path = fresh.with_name(f"tour-{len(self._opened)}.dossier")
        shutil.copyfile(fresh, path)
        self._go_on(path, create=False)

    @property
    def owner(self) -> str | None:
        """Whose the open dossier is, when others have worked in it and this analyst has not."""
        return self._owners.get(self.dossier.path.resolve())

    def work_in(self) -> None:
        """Let this analyst work in the dossier that is open, whoever has worked in it."""
        with self.dossier.batch():  # of two who say so at once, neither is lost
            names = sorted({*_named(self.dossier), self.dossier.who})
            self.dossier.set_meta(_WORKS_IN, json.dumps(names))
        self._owners[self.dossier.path.resolve()] = None

    def work_on_copy(self) -> None:
        """Go on with a copy of the open dossier, made beside the first one.

        Raises
        ------
        InputError
            When work is going on, or none can be made there.
        """
        self._idle()
        who = re.sub(r"[^a-z0-9]+", "-", self.dossier.who.lower()).strip("-") or "copy"
        path = self._free(f"{self.dossier.path.stem}-{who}")
        try:
            path.write_bytes(self.copied())
        except OSError as error:
            raise InputError(
                f"No copy can be made beside it: {(error.strerror or 'no folder').lower()}.",
                fix="Save a copy elsewhere (at Start), and open that one.",
            ) from error
        self._go_on(path, create=False)
        self.work_in()

    def other(self, name: str) -> Path:
        """Return the path of another dossier of the folder.

        Raises
        ------
        NotThereError
            When there is none of this name.
        """
        path = next((each for each in self.dossiers() if each.name == name), None)
        if path is None:
            raise NotThereError(f"There is no dossier {name[:80]!r} in this folder.")
        return path

    def copied(self) -> bytes:
        """Return the dossier's file as it stands: a copy that is whole by itself."""
        import sqlite3

        address = f"file:{quote(str(self.dossier.path))}?mode=ro"
        with tempfile.TemporaryDirectory(prefix="detente-") as folder:
            target = Path(folder) / "copy"
            with (
                self.dossier.database.errors(),
                closing(sqlite3.connect(address, uri=True)) as source,
                closing(sqlite3.connect(target)) as copy,
            ):
                source.backup(copy)
            return target.read_bytes()

    def _idle(self) -> None:
        if any(job.finished is None for job in self.jobs.all()):
            raise InputError(
                "Something is still being worked on in this dossier.", fix="Wait, or cancel it."
            )

    def _go_on(self, path: Path, *, create: bool, title: str | None = None) -> None:
        from detente.store import Dossier

        self._idle()
        target, who = path.resolve(), self.dossier.who
        if target not in self._opened:
            self._opened[target] = (
                Dossier.create(target, title=title, who=who)
                if create
                else Dossier.open(target, who=who)
            )
            self._owners[target] = _owner(self._opened[target])
        self.dossier = self._opened[target]

    # The model

    def current(self) -> ModelVersion:
        """Return the model as it stands.

        Raises
        ------
        NotThereError
            When the dossier has none yet.
        """
        found = self.dossier.models.find()
        if found is None:
            raise NotThereError("The dossier has no model yet.", fix="Draft one, or load a file.")
        return found

    def examined(self, text: str) -> tuple[Conflict | None, list[Problem]]:
        """Return the conflict of a model text (None with errors) and its problems, lints included."""
        return self.keep(("model", text), lambda: _examined(text))

    def conflict(self) -> Conflict:
        """Return the current model; no answer made of it cites a statement that was rejected.

        Raises
        ------
        NotThereError
            When there is none.
        ModelError
            When it has errors.
        """
        return self._standing()[0]

    def _standing(self) -> tuple[Conflict, Hashable]:
        """Return the current model without what was rejected, and what it depends on."""
        from detente.timeline.redrafting import without_rejected

        text, revision = self.current().text, self.dossier.evidence_revision
        found, problems = self.examined(text)
        if found is None:
            raise ModelError(problems)
        key = (text, revision)
        left = self.keep(("standing", *key), lambda: without_rejected(self.dossier, found))
        # Only of a model that cites what was rejected what is left depends on the decisions too.
        return left, text if left is found else key

    def landscape(self) -> Landscape:
        """Return the current model prepared for many questions.

        Answers are kept under it, not under the model's text: edits and decisions come at any moment.
        """
        from detente.analysis.outcomes import Landscape

        conflict, key = self._standing()
        return self.keep(("landscape", key), lambda: Landscape(conflict))

    def thin(self) -> str | None:
        """Say why the brief tells nothing of what follows from the draft, with the answers of its review.

        None where it does, where the analyst edited the model, and as long as it is not known.
        """
        from detente.briefing.deciding import why_thin
        from detente.drafting.types import Draft
        from detente.timeline.since import review_answers, verdict_of_draft

        if (found := self.dossier.models.find()) is not None and not self.dossier.models.is_draft():
            return None
        brief = self.kept(self.brief_key())
        if found is not None and brief is not None:
            return brief.why if brief.verdict == "thin" else None
        if found is not None:
            verdict = verdict_of_draft(self.dossier)
            return None if verdict is None else why_thin(verdict, self.conflict())
        answers = review_answers(self.dossier)
        on = self.drafts.made(answers)
        if on is None or not isinstance(on.drafted, Draft):
            return None
        made = on.reviewed(answers).draft
        return why_thin(made.verdict, made.conflict)

    def known_names(self) -> Mapping[str, str]:
        """Return the names that the brief of the current model gives to what could last."""
        from detente.briefing.building import names_before_brief

        landscape = self.landscape()
        brief = self.kept(self.brief_key())
        if brief is not None and brief.answer is not None:
            return dict(brief.answer.names().short)
        return self.keep(("names", landscape), lambda: names_before_brief(landscape))

    def outcome_names(self, states: Iterable[str]) -> dict[str, str]:
        """Name states of the current model as its brief does: every page says the same of the same."""
        from detente.briefing.outcome_names import outcome_names

        return outcome_names(self.conflict(), list(states), known=self.known_names())

    def model_json(self, version: ModelVersion) -> dict[str, Any]:
        """Return a version of the model as the editor shows it: content, problems, what can be undone."""
        from detente.model.writing import to_json
        from detente.store.model_edits import model_data
        from detente.web import examining

        conflict, problems = self.examined(version.text)
        whole = to_json(conflict) if conflict is not None else model_data(version.text)
        content = examining.outlined(whole)
        wrong = [] if conflict is not None else examining.faults(content)
        left = conflict if conflict is not None else examining.readable(content, wrong)
        feasible = None
        if left is not None:
            feasible = self.keep(("feasible", version.text), lambda: _feasible(left))
        return {
            "id": version.model,
            "version": version.version,
            "edit": version.edit,
            "model": content,
            "problems": [problem.to_json() for problem in problems],
            "faults": wrong,
            "words": examining.words(left or examining.outline_of(content, wrong), wrong),
            "feasible": feasible,
            "can_undo": version.can_undo,
            "can_redo": version.can_redo,
        }

    # Documents

    def listed(self) -> tuple[Info, ...]:
        """Return the documents without their texts, in the order in which they were added."""
        key = ("listed", self.dossier.revision)
        return self.keep(key, lambda: tuple(self.dossier.list_documents()))

    def documents(self) -> list[Document]:
        """Return every document with its statements as the analyst left them."""
        key = ("documents", self.dossier.evidence_revision)
        return list(self.keep(key, lambda: tuple(self.dossier.documents())))

    # Answers

    def keep(self, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """Return the answer for a key about the open dossier, made once."""
        return self._kept.keep((self.dossier.path, key), make)

    def keep_last(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """Return the answer for a key; of these, which are large, only the last one is kept."""
        return self._kept.keep_last((self.dossier.path, key), make)

    def kept(self, key: Hashable) -> Any:
        """Return an answer that has been made already, or None."""
        return self._kept.find((self.dossier.path, key))

    def brief_key(self) -> tuple[str, str, int, int]:
        """Return what the brief depends on: the model's text and the documents with their decisions."""
        found = self.dossier.models.find()
        text = found.text if found is not None else ""
        return ("brief", text, *self.drafts.key())

    def check_brief(self) -> None:
        """Say why there can be no brief: neither documents nor a model, or a model with errors.

        Raises
        ------
        NotThereError
            When there is nothing to brief on.
        ModelError
            When the model has errors.
        """
        if self.dossier.models.find() is not None or not self.listed():
            self.conflict()

    def brief(
        self,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Brief:
        """Analyse the current model and documents in a process apart; the same ones only once."""
        return self.keep(self.brief_key(), lambda: make_brief(self, progress, cancelled))


@contextmanager
def opened(path: str | Path, *, offline: bool = False) -> Iterator[Workspace]:
    """Open a workspace and close it at the end."""
    workspace = Workspace.open(path, offline=offline)
    try:
        yield workspace
    finally:
        workspace.close()


#: Under this name a dossier keeps who has said to work in it.
_WORKS_IN = "works-in"


def _named(dossier: Dossier) -> list[str]:
    found: list[str] = json.loads(dossier.meta(_WORKS_IN) or "[]")
    return found


def _owner(dossier: Dossier) -> str | None:
    """Return who decided in a dossier, reviewed its draft or edited its model, when its analyst did not."""
    worked = {decision.who for decision in dossier.decisions(state="active")}
    worked |= {who for name in dossier.models.names() for who in dossier.models.editors(name)}
    if dossier.meta("review-answers"):
        from detente.timeline.since import review_answers

        with suppress(InputError):  # answers that cannot be read are told of where they are shown
            worked |= {answer.who for answer in review_answers(dossier) if answer.who}
    if not worked or dossier.who in {*worked, *_named(dossier)}:
        return None
    return " and ".join(sorted(worked)[:5])


def source_name(text: str) -> str:
    """Return the name that tells the loader which format a stored text has."""
    return "model.json" if text.lstrip()[:1] == "{" else "model.yaml"


def _examined(text: str) -> tuple[Conflict | None, list[Problem]]:
    from detente.analysis.lints import lint
    from detente.analysis.outcomes import Landscape
    from detente.model.files import check_text
    from detente.model.problems import Problem

    conflict, problems = check_text(text, source_name(text))
    if conflict is not None and 0 < len(conflict.options) <= 12:
        try:
            found = lint(Landscape(conflict))
        except DetenteError:
            found = ()
        problems = [
            *problems,
            *(Problem(message=item.sentence, severity="notice") for item in found),
        ]
    return conflict, problems


def _feasible(conflict: Conflict) -> int | None:
    from detente.model.states import StateSpace

    try:
        return len(StateSpace.of(conflict))
    except DetenteError:
        return None

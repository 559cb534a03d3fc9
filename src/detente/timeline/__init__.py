"""A dossier over time: what was said, what followed, what each new document changed."""

from detente.timeline.answers import Answers, answers_of, drafted
from detente.timeline.changes import Difference, Element, News, news
from detente.timeline.deeds import Pledge, pledges
from detente.timeline.history import Step, history
from detente.timeline.relations import RELATIONS, SCALE, Relation, relate
from detente.timeline.tripwires import Trip, Tripwire, trips, tripwires
from detente.timeline.watching import Round, Watcher

__all__ = [
    "RELATIONS",
    "SCALE",
    "Answers",
    "Difference",
    "Element",
    "News",
    "Pledge",
    "Relation",
    "Round",
    "Step",
    "Trip",
    "Tripwire",
    "Watcher",
    "answers_of",
    "drafted",
    "history",
    "news",
    "pledges",
    "relate",
    "trips",
    "tripwires",
]

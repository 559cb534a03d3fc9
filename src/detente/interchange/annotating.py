"""Statements for annotation tools and back: Label Studio's JSON, and UIMA CAS as XMI (INCEpTION).

Both hold the document's text with one region per statement, its act, layer, speaker and addressees.
UIMA counts offsets in UTF-16 units, Label Studio in characters as we do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from detente import strict_json
from detente.errors import InputError
from detente.evidence.types import ACTS, LAYERS

#: The type of a statement in a CAS.
TYPE = "detente.Statement"
_FEATURES = ("statement", "act", "layer", "speaker", "targets")


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked stretch of a document: a statement as annotation tools hold it."""

    id: str
    start: int
    end: int
    act: str
    layer: str
    speaker: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A document's text with what is marked in it."""

    document: str
    text: str
    marks: tuple[Marked, ...]


def label_studio_config() -> str:
    """Return the labelling interface to paste into a Label Studio project."""
    acts = "".join(f'<Label value="{act}"/>' for act in ACTS)
    layers = "".join(f'<Choice value="{layer}"/>' for layer in LAYERS)
    return (
        f'<View><Labels name="act" toName="text">{acts}</Labels>'
        '<Text name="text" value="$text"/>'
        f'<Choices name="layer" toName="text" perRegion="true">{layers}</Choices>'
        '<TextArea name="speaker" toName="text" perRegion="true" maxSubmissions="1"/>'
        '<TextArea name="targets" toName="text" perRegion="true"/></View>\n'
    )


def write_label_studio(texts: Iterable[MarkedText]) -> str:
    """Return documents as tasks of Label Studio, each with one annotation."""
    tasks = []
    for number, item in enumerate(texts, start=1):
        results: list[dict[str, Any]] = []
        for mark in item.marks:
            place = {
                "start": mark.start,
                "end": mark.end,
                "text": item.text[mark.start : mark.end],
            }
            values: list[tuple[str, str, dict[str, Any]]] = [
                ("act", "labels", place | {"labels": [mark.act]}),
                ("layer", "choices", place | {"choices": [mark.layer]}),
            ]
            if mark.speaker:
                values.append(("speaker", "textarea", place | {"text": [mark.speaker]}))
            if mark.targets:
                values.append(("targets", "textarea", place | {"text": list(mark.targets)}))
            results += [
                {"id": mark.id, "from_name": name, "to_name": "text", "type": kind, "value": value}
                for name, kind, value in values
            ]
        data = {"text": item.text, "document": item.document}
        tasks.append({"id": number, "data": data, "annotations": [{"result": results}]})
    return json.dumps(tasks, ensure_ascii=False, indent=1) + "\n"


def read_label_studio(text: str, source: str) -> list[MarkedText]:
    """Read what Label Studio exports as JSON; of several annotations of a task the last counts.

    Raises
    ------
    InputError
        When it is no such file, or a region does not lie in its text.
    """
    try:
        tasks = strict_json.loads(text)
        if not isinstance(tasks, list):
            raise TypeError("tasks are a list")
        found = []
        for task in tasks:
            data = task["data"]
            kept = [each for each in task.get("annotations", ()) if not each.get("was_cancelled")]
            regions: dict[str, dict[str, Any]] = {}
            for result in kept[-1]["result"] if kept else ():
                if result.get("type") not in ("labels", "choices", "textarea"):
                    continue
                region = regions.setdefault(str(result["id"]), {})
                value = result["value"]
                if "start" in value:
                    region |= {"start": int(value["start"]), "end": int(value["end"])}
                key = {"labels": "labels", "choices": "choices", "textarea": "text"}[result["type"]]
                region[result["from_name"]] = value[key]
            marks = [
                Marked(
                    id=name,
                    start=each["start"],
                    end=each["end"],
                    act=each["act"][0],
                    layer=(each.get("layer") or [""])[0],
                    speaker=_first(each.get("speaker")),
                    targets=tuple(_listed(each.get("targets"))),
                )
                for name, each in regions.items()
                if each.get("act")
            ]
            found.append(_checked(str(data["document"]), data["text"], marks, source))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise InputError(
            "This is no export of Label Studio with statements.",
            source=source,
            fix="Export the project as JSON; its tasks must be those that detente wrote.",
        ) from error
    return found


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def _first(value: Any) -> str:
    return next(iter(_listed(value)), "")


def _checked(document: str, text: str, marks: Sequence[Marked], source: str) -> MarkedText:
    for mark in marks:
        if not 0 <= mark.start < mark.end <= len(text):
            raise InputError(
                f"The region {mark.id[:60]!r} does not lie in its text.",
                source=source,
                fix="Do not change texts between export and import.",
            )
        if mark.act not in ACTS:
            raise InputError(
                f"{mark.act[:60]!r} is no act.", source=source, fix=f"Use: {', '.join(ACTS)}."
            )
    return MarkedText(document, text, tuple(sorted(marks, key=lambda m: (m.start, m.end))))


def type_system() -> str:
    """Return the description of our type, as UIMA and INCEpTION want it beside a CAS."""
    features = "".join(
        f"<featureDescription><name>{name}</name><description/>"
        "<rangeTypeName>uima.cas.String</rangeTypeName></featureDescription>"
        for name in _FEATURES
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>'
        f"<typeDescription><name>{TYPE}</name><description>What somebody said</description>"
        f"<supertypeName>uima.tcas.Annotation</supertypeName><features>{features}</features>"
        "</typeDescription></types></typeSystemDescription>\n"
    )


def write_xmi(item: MarkedText) -> str:
    """Return one document as a UIMA CAS in XMI."""
    units = _units(item.text)
    marks = []
    for number, mark in enumerate(item.marks, start=10):
        values = {
            "statement": mark.id,
            "act": mark.act,
            "layer": mark.layer,
            "speaker": mark.speaker,
            "targets": " ".join(mark.targets),
        }
        written = " ".join(f"{name}={_attribute(value)}" for name, value in values.items())
        marks.append(
            f'<detente:Statement xmi:id="{number}" sofa="1" begin="{units[mark.start]}" '
            f'end="{units[mark.end]}" {written}/>'
        )
    members = " ".join(str(number) for number in range(10, 10 + len(item.marks)))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" '
        'xmlns:tcas="http:///uima/tcas.ecore" xmlns:detente="http:///detente.ecore" '
        'xmi:version="2.0"><cas:NULL xmi:id="0"/>'
        f'<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" '
        f"sofaString={_attribute(item.text)}/>"
        f'<tcas:DocumentAnnotation xmi:id="2" sofa="1" begin="0" end="{units[-1]}" language="x-unspecified"/>'
        f'{"".join(marks)}<cas:View sofa="1" members="2 {members}"/></xmi:XMI>\n'
    )


def read_xmi(data: str, document: str, source: str) -> MarkedText:
    """Read a CAS in XMI back; types that are not ours are left alone.

    Raises
    ------
    InputError
        When it is no such file, or a region does not lie in its text.
    """
    from defusedxml import ElementTree

    try:
        root = ElementTree.fromstring(data)
        sofa = next(each for each in root if each.tag == "{http:///uima/cas.ecore}Sofa")
        text = sofa.get("sofaString", "")
        places = {unit: place for place, unit in enumerate(_units(text))}
        marks = [
            Marked(
                id=each.get("statement") or f"new-{each.get('begin')}",
                start=places[int(each.get("begin", "-1"))],
                end=places[int(each.get("end", "-1"))],
                act=each.get("act", ""),
                layer=each.get("layer", ""),
                speaker=each.get("speaker", ""),
                targets=tuple((each.get("targets") or "").split()),
            )
            for each in root
            if each.tag == "{http:///detente.ecore}Statement"
        ]
    except (ElementTree.ParseError, StopIteration, KeyError, ValueError) as error:
        raise InputError(
            "This is no UIMA CAS in XMI with statements.",
            source=source,
            fix="Export it as UIMA CAS XMI; its type system must be the one that detente wrote.",
        ) from error
    return _checked(document, text, marks, source)


def _units(text: str) -> list[int]:
    """Return the UTF-16 offset of every character, and of the end."""
    offsets, at = [], 0
    for mark in text:
        offsets.append(at)
        at += 2 if ord(mark) > 0xFFFF else 1
    return [*offsets, at]


def _attribute(text: str) -> str:
    """Return an attribute's value; white space other than a blank would be lost if written plainly."""
    entities = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
    return quoteattr(text, entities)

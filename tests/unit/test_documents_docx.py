"""The text of a DOCX file is what Word shows with all changes accepted."""

from __future__ import annotations

import io
import zipfile

import pytest

from detente.documents.docx import parse_docx

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"


def docx(body: str, *, strict: bool = False, **beside: str) -> bytes:
    """Return a small DOCX file; ``beside`` holds footnotes, endnotes, comments, header …"""
    names = _W.replace("schemas.openxmlformats.org", "purl.oclc.org/ooxml") if strict else _W
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_P}"><Relationship Id="r1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
            "</Relationships>",
        )
        archive.writestr(
            "word/document.xml", f"<w:document {names} {_MC}><w:body>{body}</w:body></w:document>"
        )
        links = "".join(
            f'<Relationship Id="{kind}" Type="{_R}/{kind}" Target="{kind}.xml"/>' for kind in beside
        )
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{_P}">{links}</Relationships>'
        )
        for kind, content in beside.items():
            archive.writestr(f"word/{kind}.xml", f"<w:x {names}>{content}</w:x>")
    return out.getvalue()


def r(text: str, looks: str = "") -> str:
    looks = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inner: str) -> str:
    return f"<w:p>{''.join(inner)}</w:p>"


def cell(*inner: str) -> str:
    return f"<w:tc>{''.join(inner)}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


BOX = f"<w:txbxContent>{p(r('Sweden will leave.'))}</w:txbxContent>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(
            p(r("It would "), f"<w:del>{r('cut ').replace('w:t', 'w:delText')}</w:del>", f"<w:ins>{r('keep ')}</w:ins>", r("it.")),
            "It would keep it.",
            id="tracked",
        ),
        pytest.param(
            p(r("It would "), f"<w:ins>{r('not ')}<w:del>{r('ever ')}</w:del></w:ins>", r("go.")),
            "It would not go.",
            id="deletion in an insertion",
        ),
        pytest.param(
            p(f"<w:moveFrom>{r('Gone.')}</w:moveFrom>") + p(r("Here. "), f"<w:moveTo>{r('Come.')}</w:moveTo>"),
            "Here. Come.",
            id="moved",
        ),
        pytest.param(
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + r("One half ") + "</w:p>" + p(r("and the other.")),
            "One half and the other.",
            id="deleted paragraph mark",
        ),
        pytest.param(
            f"<w:tbl>{row(cell(p(r('Kept.'))))}<w:tr><w:trPr><w:del/></w:trPr>{cell(p(r('Deleted.')))}</w:tr></w:tbl>",
            "Kept.",
            id="deleted row",
        ),
        pytest.param(
            p(f"<w:sdt><w:sdtContent>{r('Velia ')}</w:sdtContent></w:sdt>", r("will go.")),
            "Velia will go.",
            id="inline control",
        ),
        pytest.param(
            f"<w:sdt><w:sdtContent><w:sdt><w:sdtContent>{p(r('Velia will go.'))}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>",
            "Velia will go.",
            id="block controls",
        ),
        pytest.param(
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p(r('Click here.'))}</w:sdtContent></w:sdt>{p(r('One.'))}",
            "One.",
            id="placeholder",
        ),
        pytest.param(
            f"<w:tbl><w:sdt><w:sdtContent>{row(cell(p(r('A'))), '<w:sdt><w:sdtContent>' + cell(p(r('B'))) + '</w:sdtContent></w:sdt>')}</w:sdtContent></w:sdt></w:tbl>",
            "A\tB",
            id="controls in a table",
        ),
        pytest.param(
            p(r("On "), f'<w:fldSimple w:instr=" DATE ">{r("3 May")}</w:fldSimple>', r(" it ends.")),
            "On 3 May it ends.",
            id="simple field",
        ),
        pytest.param(
            p(r("On "), char("begin"), "<w:r><w:instrText> IF x </w:instrText></w:r>", char("begin"), r("hidden"), char("separate"), r("hidden too"), char("end"), char("separate"), r("3 May"), char("end"), r(" it ends.")),
            "On 3 May it ends.",
            id="complex fields",
        ),
        pytest.param(
            p(char("begin"), "<w:r><w:instrText>TOC</w:instrText></w:r>", char("separate"), r("One.")) + p(r("Two."), char("end")),
            "One.\n\nTwo.",
            id="field over paragraphs",
        ),
        pytest.param(
            p(f"<w:smartTag><w:smartTag>{r('Norway')}</w:smartTag></w:smartTag>", r(" goes.")),
            "Norway goes.",
            id="smart tags",
        ),
        pytest.param(
            p(f"<w:hyperlink>{r('The port')}</w:hyperlink>", f"<w:customXml>{r(' is')}</w:customXml>", f"<w:bdo>{r(' open.')}</w:bdo>"),
            "The port is open.",
            id="links and others",
        ),
        pytest.param(
            p(r("Before."), f"<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r>"),
            "Before.\n\nSweden will leave.",
            id="text box once",
        ),
        pytest.param(
            p(f"<w:r><mc:AlternateContent><mc:Choice/><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r>"),
            "Sweden will leave.",
            id="text box in the fallback",
        ),
        pytest.param(
            f"<w:tbl>{row(cell(p(r('A'))), cell(p(r('B')), '<w:tbl>' + row(cell(p(r('Nested.')))) + '</w:tbl>', p()), cell(p(r('C'))))}</w:tbl>",
            "A\tB\tC\n\nNested.",
            id="nested table",
        ),
        pytest.param(
            p(r("It is"), "<w:r><w:noBreakHyphen/><w:t>not</w:t><w:softHyphen/><w:br/><w:t>so.</w:t></w:r>"),
            "It is-not\nso.",
            id="hyphens and breaks",
        ),
        pytest.param(
            p(r("It will "), r("not ", "<w:vanish/>"), r("never ", "<w:strike/>"), r("always ", '<w:strike w:val="0"/>'), r("go.")),
            "It will always go.",
            id="hidden and struck out",
        ),
        pytest.param(
            p(r("The debt."), r("1", '<w:vertAlign w:val="superscript"/>'), r(" Five km"), r("2", '<w:vertAlign w:val="superscript"/>'), r(" of it.")),
            "The debt. Five km2 of it.",
            id="marks by hand",
        ),
        pytest.param(
            '<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr>' + r("V") + "</w:p>" + p(r("elia goes.")),
            "Velia goes.",
            id="drop cap",
        ),
    ],
)  # fmt: skip
def test_what_stands_in_wrappers_is_text(body: str, text: str) -> None:
    for strict in (False, True):
        assert parse_docx(docx(body, strict=strict))[0].text == text


def test_notes_stand_after_their_paragraph_and_comments_are_left_out() -> None:
    body = (
        p(r("One."), '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:r><w:endnoteReference w:id="1"/></w:r>')
        + p(r("Two."), '<w:r><w:commentReference w:id="0"/></w:r>')
    )  # fmt: skip
    part = parse_docx(
        docx(
            body,
            footnotes=f'<w:footnote w:type="separator" w:id="0">{p(r("no"))}</w:footnote>'
            f'<w:footnote w:id="2">{p(r("Foot."))}</w:footnote>',
            endnotes=f'<w:endnote w:id="1">{p(r("End."))}</w:endnote>',
            comments=f'<w:comment w:id="0">{p(r("A remark."))}</w:comment>',
            header=p(r("Draft")),
        )
    )[0]
    assert part.text == "One.\n\nFoot.\n\nTwo.\n\nEnd."
    assert part.left_out == {"comments": 7, "headers and footers": 5}
    assert part.letters == sum(map(len, ("One", "Two", "no", "Foot", "End", "Aremark", "Draft")))

#!/usr/bin/env bash
# Package:   docx2txt==0.9 (with docx2python==3.7.1, python-docx==1.2.0, lxml==6.1.3)
# It does:   docx2txt and docx2python return the words of a tracked move twice, at the old and the new place,
#   although they leave out tracked deletions.
# Expected:  Once, at the new place: the old place of a move is a deletion.
# It matters: A moved obligation is counted twice, and the old order of the terms comes back.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  docx2txt==0.9 docx2python==3.7.1 python-docx==1.2.0 lxml==6.1.3 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
document = docx.Document()
def paragraph(before, xml, after):
    made = document.add_paragraph(before)
    made._p.append(parse_xml(xml.replace(">", " " + nsdecls("w") + ">", 1)))
    made.add_run(after)

import docx2txt
from docx2python import docx2python
paragraph("Old place: ", '<w:moveFrom w:id="1" w:author="Berg"><w:r><w:t>Troops leave.</w:t></w:r></w:moveFrom>', "")
paragraph("New place: ", '<w:moveTo w:id="2" w:author="Berg"><w:r><w:t>Troops leave.</w:t></w:r></w:moveTo>', "")
paragraph("Deleted: ", '<w:del w:id="3" w:author="Berg"><w:r><w:delText>Gone.</w:delText></w:r></w:del>', "")
document.save("a.docx")
texts = {"docx2txt": docx2txt.process("a.docx"), "docx2python": docx2python("a.docx").text}
expected = "moved words once, deleted words never"
seen = {name: (text.count("Troops leave."), text.count("Gone.")) for name, text in texts.items()}
recorded = {"docx2txt": (2, 0), "docx2python": (2, 0)}
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY

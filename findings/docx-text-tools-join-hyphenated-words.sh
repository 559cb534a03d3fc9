#!/usr/bin/env bash
# Package:   docx2txt==0.9 (with docx2python==3.7.1, python-docx==1.2.0, lxml==6.1.3)
# It does:   docx2txt and docx2python drop Word's non-breaking hyphen: 'Norland-Sudria border' becomes
#   'NorlandSudria border'.
# Expected:  A hyphen, as python-docx gives it; it is a visible character.
# It matters: Names of two parties and dates such as '2026-27' are joined to one word that no list of actors
#   knows.
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
paragraph("The Norland", "<w:r><w:noBreakHyphen/></w:r>", "Sudria border.")
document.save("a.docx")
expected = "The Norland-Sudria border."
seen = [docx.Document("a.docx").paragraphs[0].text, docx2txt.process("a.docx").strip(), docx2python("a.docx").text.strip()]
recorded = ["The Norland-Sudria border.", "The NorlandSudria border.", "The NorlandSudria border."]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY

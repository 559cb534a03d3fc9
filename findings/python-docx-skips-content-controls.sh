#!/usr/bin/env bash
# Package:   python-docx==1.2.0 (with lxml==6.1.3)
# It does:   Paragraph.text leaves out what is filled into a content control (the fields of a form or
#   template).
# Expected:  The filled-in words, which Word shows and prints like any others.
# It matters: Treaty templates keep the names of the parties and the dates in such controls: 'agrees with by
#   '.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  python-docx==1.2.0 lxml==6.1.3 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
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

paragraph("Norland agrees with ", "<w:sdt><w:sdtContent><w:r><w:t>Sudria</w:t></w:r></w:sdtContent></w:sdt>", " on this.")
document.save("a.docx")
expected = "Norland agrees with Sudria on this."
seen = docx.Document("a.docx").paragraphs[0].text
recorded = "Norland agrees with  on this."
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY

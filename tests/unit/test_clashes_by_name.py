"""What both an analyst and the documents changed is told by names, never by ids."""

from __future__ import annotations

import copy
from typing import Any

from detente.model.three_way import three_way

OLD: dict[str, Any] = {
    "decision_makers": [{"id": "VEL", "name": "Velia"}, {"id": "ORR", "name": "Orrin"}],
    "options": [
        {"id": "open_port", "name": "Open the port", "owner": "VEL"},
        {"id": "send_grain", "name": "Send grain", "owner": "ORR"},
    ],
    "infeasible": [{"when": "open_port & send_grain", "assumption": "Not both."}],
    "preferences": {
        "VEL": [{"that": "send_grain", "assumption": "So it seems."}],
        "ORR": [{"that": "open_port IF send_grain", "assumption": "So it seems."}],
    },
    "attitudes": {"VEL": {"ORR": "0"}},
    "status_quo": "NN",
}


def test_clashes_are_told_by_names() -> None:
    mine, new = copy.deepcopy(OLD), copy.deepcopy(OLD)
    mine["options"][0] |= {"name": "Open every port", "owner": "ORR"}
    new["options"][0] |= {"name": "Open a port", "owner": "VEL", "direction": "forward"}
    mine["preferences"]["VEL"][0]["assumption"] = "Mine."
    new["preferences"]["VEL"] = []
    mine["infeasible"][0]["assumption"] = "Mine."
    new["infeasible"] = []
    mine["attitudes"]["VEL"]["ORR"] = "+"
    new["attitudes"]["VEL"]["ORR"] = "-"
    merged = three_way(OLD, mine, new)
    told = [(clash.element, clash.kept, clash.draft) for clash in merged.conflicts]
    assert ("option “Open every port”, name", "Open every port", "Open a port") in told
    assert ("preference of Velia: “Send grain”", "“Send grain”", "nothing") in told
    assert ("attitude of Velia to Orrin", "+", "-") in told
    rule = "“Open every port” & “Send grain”"
    assert (f"what cannot be, {rule}", rule, "nothing") in told
    assert merged.data["attitudes"] == {"VEL": {"ORR": "+"}}
    text = " ".join(word for each in told for word in each)
    assert not {"open_port", "send_grain", "VEL", "ORR"} & set(text.replace(",", " ").split())


def test_a_wish_left_out_names_what_is_gone() -> None:
    mine, new = copy.deepcopy(OLD), copy.deepcopy(OLD)
    mine["preferences"]["VEL"].append({"that": "!open_port", "assumption": "Mine."})
    new["options"] = new["options"][1:]
    new["preferences"]["ORR"] = new["infeasible"] = []
    new["status_quo"] = "N"
    merged = three_way(OLD, mine, new)
    assert [(clash.element, clash.kept) for clash in merged.conflicts] == [
        ("!“Open the port”", "left out: there is no option “Open the port”")
    ]

"""A widget for notebooks: set attitudes, see which outcomes last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.errors import InputError
from detente.showing import html_table

if TYPE_CHECKING:
    from detente.api import Conflict

_ESM = """
function render({ model, el }) {
  const table = document.createElement("table");
  const answer = document.createElement("div");
  answer.setAttribute("aria-live", "polite");
  const parties = model.get("parties");
  const head = table.createTHead().insertRow();
  head.insertCell().textContent = "attitude of … to";
  for (const to of parties) head.insertCell().textContent = to;
  const body = table.createTBody();
  for (const of of parties) {
    const row = body.insertRow();
    row.insertCell().textContent = of;
    for (const to of parties) {
      const choice = document.createElement("select");
      choice.setAttribute("aria-label", `${of} to ${to}`);
      for (const sign of ["-", "0", "+"]) {
        const option = document.createElement("option");
        option.value = option.textContent = sign;
        option.selected = model.get("attitudes")[`${of}>${to}`] === sign;
        choice.append(option);
      }
      choice.addEventListener("change", () => {
        model.set("attitudes", { ...model.get("attitudes"), [`${of}>${to}`]: choice.value });
        model.save_changes();
      });
      row.insertCell().append(choice);
    }
  }
  const show = () => { answer.innerHTML = model.get("answer"); };
  model.on("change:answer", show);
  show();
  el.append(table, answer);
}
export default { render };
"""


def attitude_widget(conflict: Conflict, concepts: str = "RNASH RSEQ") -> Any:
    """Return a widget of the conflict's attitudes with the outcomes under them.

    Parameters
    ----------
    conflict : Conflict
        The model.
    concepts : str
        What outcomes are judged by.

    Returns
    -------
    anywidget.AnyWidget
        ``.attitudes`` is a mapping such as ``{"USA>PRK": "+"}``; ``.answer`` the table as HTML.

    Raises
    ------
    InputError
        When anywidget is not installed.
    """
    try:
        import anywidget
        import traitlets
    except ImportError as missing:
        raise InputError(
            "The widget needs anywidget.", fix="pip install 'detente[notebook]'"
        ) from missing

    ids = [dm.id for dm in conflict.decision_makers]

    class AttitudeWidget(anywidget.AnyWidget):  # type: ignore[misc, unused-ignore]
        _esm = _ESM
        parties = traitlets.List(ids).tag(sync=True)
        attitudes = traitlets.Dict().tag(sync=True)
        answer = traitlets.Unicode("").tag(sync=True)

        @traitlets.observe("attitudes")  # type: ignore[untyped-decorator, unused-ignore]
        def _solve(self, _change: Any) -> None:
            spec = ",".join(f"{cell}={sign}" for cell, sign in self.attitudes.items())
            changed = conflict.with_attitudes(spec)
            rows = [
                {"outcome": changed.describe(row["state"]), **row}
                for row in changed.solve(concepts).table()
            ]
            self.answer = html_table("What could last", rows)

    return AttitudeWidget(
        attitudes={f"{of}>{to}": conflict.attitude(of, to).value for of in ids for to in ids}
    )

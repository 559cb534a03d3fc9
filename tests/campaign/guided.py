"""One target under atheris: guided.py TARGET CORPUS [libFuzzer options]; run by campaign.fuzzing."""

from __future__ import annotations

import sys
import warnings

import atheris

with atheris.instrument_imports(include=["detente"]):
    import detente.documents.loading
    import detente.documents.parsers
    import detente.interchange.gmcr
    import detente.model.files  # noqa: F401 - instrumented
    from campaign.targets import TARGETS, is_for_a_person


def main() -> None:
    """Fuzz until the time is up."""
    warnings.simplefilter("ignore")
    target = TARGETS[sys.argv.pop(1)]

    def one(data: bytes) -> None:
        try:
            target.run(data)
        except Exception as error:
            if not is_for_a_person(error, target):
                raise

    for data in target.examples():
        one(data)  # what is loaded once takes no input's time
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


main()

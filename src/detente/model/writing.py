from detente.model.conflict import Conflict


def to_json(c: Conflict) -> dict[str, object]:
    return {}

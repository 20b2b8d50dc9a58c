"""Every row about one pupil, by table, as the user may read it: sealed values opened or closed."""

from dlschool.store.connection import Row, Store

_OF_CASE = "case_id in (select id from cases where pupil_id = ?)"
_WHERE = {
    "pupils": "id = ?",
    "guardians": "pupil_id = ?",
    "consents": "pupil_id = ?",
    "requests": "pupil_id = ?",
    "cases": "pupil_id = ?",
    **dict.fromkeys(("papers", "decisions", "orders", "issued", "prints"), _OF_CASE),
    **dict.fromkeys(("loans", "sittings"), "pupil_id = ?"),
    "results": "sitting_id in (select id from sittings where pupil_id = ?)",
    **dict.fromkeys(("formative", "grades", "traces"), "pupil_id = ?"),
    "scans": f"paper_id in (select id from papers where {_OF_CASE})",
}
"""Order of the card. Whole classes' papers (put-off works, who was told) are nobody's."""


def rows(store: Store, pupil_id: int) -> dict[str, list[Row]]:
    return {
        thing: store.rows(f"select * from {thing} where {where} order by id", (pupil_id,))
        for thing, where in _WHERE.items()
    }

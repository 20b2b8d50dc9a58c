"""The class in a post: «7 «Ә» сынып жетекшісі», «классный руководитель 7 «Ә»». Pure."""

import re

from dlschool.domain.names import class_name, folded, parse_class

SchoolClass = tuple[int, str]
"""Grade and letter."""

_LEADS = "сынып жетекшісі"
_NAMED = re.compile(r"\d{1,2}(?:\s*-?\s*[«\"“„']?\s*[^\W\d_]{1,2}\s*[»\"”“']?)?(?!\w)")


def led(post_kk: str) -> SchoolClass | None:
    """The class that the post leads; None: it leads none."""
    head, leads, _ = folded(post_kk).partition(_LEADS)
    return parse_class(head) if leads else None


def moved(post: str, before: SchoolClass, after: SchoolClass) -> str:
    """The post with the class `after` where it names `before`; as it was where it does not."""

    def said(found: re.Match[str]) -> str:
        return class_name(*after) if parse_class(found[0]) == before else found[0]

    return _NAMED.sub(said, post)

"""A post that names a class is read, and moved with the class."""

import pytest

from dlschool.domain import class_post


@pytest.mark.parametrize(
    ("post", "led"),
    [
        ("7 «Ә» сынып жетекшісі", (7, "Ә")),
        ("7ә сынып жетекшісі", (7, "Ә")),
        ("11 сынып жетекшісі", (11, "")),
        ("математика мұғалімі", None),
        ("сынып жетекшісі", None),
        ("", None),
    ],
)
def test_who_leads_a_class_is_read_from_the_post(
    post: str, led: class_post.SchoolClass | None
) -> None:
    assert class_post.led(post) == led


@pytest.mark.parametrize(
    ("post", "after"),
    [
        ("7 «Ә» сынып жетекшісі", "8 «Ә» сынып жетекшісі"),
        ("классный руководитель 7 «Ә»", "классный руководитель 8 «Ә»"),
        ("классный руководитель 7-ә класса", "классный руководитель 8 «Ә» класса"),
        ("классный руководитель 9 «Ә»", "классный руководитель 9 «Ә»"),
        (
            "учитель 17 кабинета, классный руководитель",
            "учитель 17 кабинета, классный руководитель",
        ),
    ],
)
def test_the_class_in_a_post_moves_and_nothing_else_does(post: str, after: str) -> None:
    assert class_post.moved(post, (7, "Ә"), (8, "Ә")) == after

"""«Бекітемін / Утверждаю»: the director, a line to sign and a date, in the upper right part of a sheet."""

from dlschool.domain.school import School
from dlschool.domain.text import Text
from dlschool.forms import phrases, words
from dlschool.forms.said import Said, say
from dlschool.forms.sheet.blocks import Addressee

APPROVED = Text("БЕКІТЕМІН", "УТВЕРЖДАЮ")
DIRECTOR = Text("{post:16} ____________ {name:24}", "{post:16} ____________ {name:24}")


def approval(school: School) -> Addressee:
    post, name = phrases.director_post(school), school.director or None
    director = say(DIRECTOR, post=post, name=name)
    return Addressee(lines=(Said(APPROVED), director, Said(words.BLANK_DATE)), before=2)

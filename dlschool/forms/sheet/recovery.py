"""The recovery sheet: nine words and a QR code with the same words, kk | ru on one page.

It is drawn in memory and handed to whoever prints it; nothing here touches the disk.
"""

from collections.abc import Iterator, Sequence
from datetime import date

import segno

from dlschool.domain.text import Text
from dlschool.forms import words as said_words
from dlschool.forms.said import say
from dlschool.forms.sheet import fonts
from dlschool.forms.sheet.blocks import Block, Field, Paragraph, Signature
from dlschool.forms.sheet.flow import flow
from dlschool.forms.sheet.layout import strips
from dlschool.forms.sheet.pen import Pen
from dlschool.forms.sheet.setting import HEIGHT, LEFT, MM, ROOM, WIDTH, setting

TITLE = Text("Қалпына келтіру парағы", "Лист восстановления")
SCHOOL = Text("Мектеп", "Школа")
MADE = Text("Жасалған күні", "Дата составления")
WHAT = Text(
    "Бұл сөздер мектептің барлық деректерін құпиясөзсіз ашады. Парақты кілт ретінде сақтаңыз.",
    "Эти слова открывают все данные школы без пароля. Храните лист как ключ.",
)
STEPS = (
    Text(
        "Парақты конвертке салып желімдеңіз, директордың сейфіне қойыңыз. Компьютердің жанында "
        "ұстамаңыз, суретке түсірмеңіз, ешкімге жібермеңіз.",
        "Вложите лист в конверт, заклейте и уберите в сейф директора. Не держите его у компьютера, "
        "не фотографируйте и никому не пересылайте.",
    ),
    Text(
        "Құпиясөз ұмытылса: кіру терезесінде «Құпиясөзді ұмыттым» түймесін басыңыз, тоғыз сөзді "
        "ретімен теріңіз, содан кейін жаңа құпиясөз ойлап табыңыз. QR-кодта да осы сөздер жазылған.",
        "Если пароль забыт: в окне входа нажмите «Пароль забыт», наберите девять слов по порядку и "
        "придумайте новый пароль. В QR-коде записаны эти же слова.",
    ),
    Text(
        "Жаңа компьютерде сақтық көшірме де осы сөздермен ашылады.",
        "На новом компьютере этими словами открывается и резервная копия.",
    ),
    Text(
        "Парақ жоғалса немесе оны бөгде адам көрсе: бағдарламада «Баптаулар», «Пайдаланушылар» "
        "бөлімінде жаңа парақ жасаңыз. Сонда бұл парақ деректерді тек бұрынғы көшірмедегі кілт "
        "файлымен бірге ашады, сондықтан оны жойыңыз.",
        "Если лист утерян или его увидел посторонний: сделайте новый лист в программе, раздел "
        "«Настройки», «Пользователи». Тогда этот лист откроет данные только вместе с файлом "
        "ключей из прежней копии, поэтому уничтожьте его.",
    ),
    Text(
        "Құпиясөз де, парақ та болмаса және кілт білім бөліміне қалдырылмаса, деректерді ешкім, "
        "соның ішінде бағдарлама жасаушылар да, қайтара алмайды.",
        "Если нет ни пароля, ни листа и ключ не оставлен отделу образования, данные не вернёт "
        "никто, в том числе разработчики программы.",
    ),
)
KEEPS = Text("Сақтауға алды", "Принял на хранение")
CAPTIONS = (
    Text("күні", "дата"),
    Text("қолы", "подпись"),
    Text("тегі, инициалдары", "фамилия, инициалы"),
)

_COLUMNS = 3
_TITLE_Y = HEIGHT - 22 * MM
_BOX_TOP = HEIGHT - 29 * MM
_QR = 46 * MM
_PAD = 6 * MM
_BOX = _QR + 2 * _PAD
_TEXT_TOP = HEIGHT - _BOX_TOP + _BOX + 5 * MM
_WORD, _NUMBER = 19.0, 9.0
_LINE = 1.2


def recovery_sheet(school: Text, words: Sequence[str], day: date) -> bytes:
    """One page of PDF. `words` in their order; `day` when the sheet was made."""
    pen = Pen(lang="kk-KZ", invariant=True)
    for write in (pen.setTitle, pen.setSubject):
        write(f"{TITLE.kk} / {TITLE.ru}")
    _heading(pen)
    _box(pen)
    _words(pen, words)
    _code(pen, words)
    flow(strips(tuple(_told(school, day)), setting("both"), own_blank=False), pen, _TEXT_TOP)
    return pen.finished()


def _heading(pen: Pen) -> None:
    pen.setFont(fonts.face(True).name, 17)
    pen.drawString(LEFT, _TITLE_Y, TITLE.kk)
    pen.drawRightString(LEFT + ROOM, _TITLE_Y, TITLE.ru)


def _box(pen: Pen) -> None:
    """A frame around words and code."""
    pen.setLineWidth(_LINE)
    pen.roundRect(LEFT, _BOX_TOP - _BOX, ROOM, _BOX, 3 * MM)


def _words(pen: Pen, words: Sequence[str]) -> None:
    """Row by row, each word with its number, in a face whose letters are hard to mistake."""
    bold, plain = fonts.fallback(True), fonts.fallback(False)
    rows = -(-len(words) // _COLUMNS)
    wide = (ROOM - _QR - 3 * _PAD) / _COLUMNS
    for place, word in enumerate(words):
        row, column = divmod(place, _COLUMNS)
        x = LEFT + _PAD + column * wide
        y = _BOX_TOP - _PAD - (row + 0.62) * _QR / rows
        pen.setFont(plain, _NUMBER)
        pen.drawString(x, y, f"{place + 1}.")
        pen.setFont(bold, _WORD)
        pen.drawString(x + 4.5 * MM, y, word)


def _code(pen: Pen, words: Sequence[str]) -> None:
    """The QR code as filled squares, row by row in runs: sharp on every printer."""
    code = segno.make_qr(" ".join(words), error="m")
    rows = code.matrix
    side = _QR / len(rows)
    left, top = WIDTH - (WIDTH - LEFT - ROOM) - _PAD - _QR, _BOX_TOP - _PAD
    path = pen.beginPath()
    for down, row in enumerate(rows):
        for start, stop in _runs(row):
            path.rect(left + start * side, top - (down + 1) * side, (stop - start) * side, side)
    pen.drawPath(path, stroke=0, fill=1)


def _runs(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Dark squares of a row that touch: first, one after the last."""
    start = None
    for at, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = at
        elif not dark and start is not None:
            yield start, at
            start = None


def _told(school: Text, day: date) -> Iterator[Block]:
    yield Field(label=SCHOOL, value=school)
    yield Field(label=MADE, value=said_words.long_date(day), before=1)
    yield Paragraph(words=say(WHAT), bold=True, align="left", before=4)
    for number, step in enumerate(STEPS, 1):
        numbered = Text(f"{number}. {step.kk}", f"{number}. {step.ru}")
        yield Paragraph(words=say(numbered), align="left", before=2.5)
    yield Signature(left=KEEPS, name=None, captions=CAPTIONS, before=12)

'''The window: the only Qt in the program. How a screen is written.

A screen is a QWidget in `gui/<name>/view.py`, made when it is first shown (names in
`main_window.SCREENS`, "dlschool.gui.pupils.view:PupilsView"), with `__init__(session)` and
`reload()` (shows the records of now; called when shown, after every change and on F5). It may also
have `open(target)` (show this one; target is an id, or what `session.go` was given), `new()`
(Ctrl+N), `print_()` (Ctrl+P), `find()` (Ctrl+F) and `back() -> bool` (Esc; True: it went back).

    class PapersView(Page):
        """Papers that wait for a number."""

        def __init__(self, session: Session) -> None:
            super().__init__(N_("Papers"))
            self._session = session
            self._rows = RowCard()
            self.body.addWidget(self._rows)
            self.right.addWidget(PrimaryButton(N_("Add a paper"), self.new, icon="plus"))

        def reload(self) -> None:
            papers = services.papers.waiting(self._session.db)      # plain reads: no try, no thread
            self.say(N_("Papers: {n}"), N_("They wait for a number."), n=len(papers))
            self._rows.put([self._row(paper) for paper in papers])

        def _row(self, paper: Paper) -> ListRow:
            number = Action(N_("Give a number"), lambda: self._number(paper))
            return ListRow((N_("No number"), "late"), same(paper.pupil), paper.name,
                           points=("annex-2:13",), actions=[number], opens=self._show_point)

        def _number(self, paper: Paper) -> None:
            self._session.act(services.papers.number, self._session.db, paper.id)   # then reloads all
            self._session.tell(N_("The paper has its number"))

Words. `say(widget, "setText", N_("Pupils: {n}"), n=3)` shows a message now and after every switch of
language; every widget of the kit takes `Words` in its place: an `N_` message, a `Text`, a `Refused`,
or a call that returns a string (for `ngettext`). Data alike in both languages: `same(name)`.
`on_language(widget, call)`, `shown(words, **values) -> str`, `locale()`. A language switch never
calls `reload()`: what was typed stays; so say everything through `say` or the kit.
Values fill named placeholders: `Label(N_("Case № {number}"), number=case.number)`; in a value a
`Text` speaks both languages, a date is written 21.11.2026.

Session. `db` goes first into every service; `act(service, *args)` runs one that writes and reloads
every view; `tell(words)` a quiet line below; `go(screen, target)`; `today()`, `now()`; `folder`;
`settings`, `keep(theme="dark")`. Errors: never caught in a view; `Refused` and faults reach the one
hook (`gui.errors`); inside a `Dialog` a refusal is said in the dialog, which stays open.

Slow work. `tasks.run(self, work, done, words=N_("Reading the list…"))`, `work(progress, cancelled)`
on another thread with `opening.another_connection(db)`; `progress(done, of)` raises on cancel.

Widgets (`from dlschool.gui.widgets.labels import Label`; all names: `dlschool.gui.widgets`):
  Page(heading, scrolls=True)   .heading .pills .right .sub .body .say(heading, sub, **values)
  Columns(side=332)             .main .side: columns; one under the other on a narrow page
  Card(head)                    .body .clear();  RowCard(head).put(rows);  line();  empty(layout)
  Label(words, role)            body soft small small-soft small-late strong head title late loss
  title(words)  soft(words)     Badge(words, kind): neutral accent late done loss; .put(words, kind)
  Prose([Span(words, bold, token, link)], opens=f)   point_spans(keys): dotted points; opens(key)
  Button PrimaryButton QuietButton LossButton(words, do, icon=)   IconButton(icon, words, do)
  Action(words, do, primary, icon, enabled)   card.buttons(*actions)   Choice([(key, words)], …)
  EmptyState(icon, words, *actions)   Strip(words, *actions, kind="late"): a warning over a page
  ListRow(badge, subject, sentence, points, actions, opens)
  StepPath().put([StepRow(number, state, title, points=, practice=, sub=, late=, actions=, more=)])
  BarChart().put([(words, count)])   facts([(name, value)]): names and values to read
  SearchBox(words): .typed(str) .down   Flow(parent): a layout whose row wraps
  DateEdit(session.today, value) TimeEdit(value): .value() raises Refused, .set_value, .problem()
  Combo([(key, words)]): .key() .set_key .put
  Fields: .add(words, edit, hint) .row((words, edit), …) .section .wide .error(edit, words)
          .clear_errors() .check() .set_visible(edit, bool)
  Dialog(parent, title, body, ok, on_ok, wide=520).open()   on_ok: return False or refuse to stay
  ask(parent, title, words, ok, on_ok, loss=)   tell(parent, title, words)

Tables. `table.PagedModel(columns, ids, rows)` and `table.view(model, name)`; see `gui.table`.
PDF. `preview.show(parent, session, title, pdf, name)`: preview, save, print; see `gui.preview`.
Look. Colours only by token (`theme.colour("late")`, style.qss); icons `put_icon(button, "plus")`,
`Icon("info")` from resources/icons. One PrimaryButton in sight. No fixed widths; wrap before cut.
Icon buttons and fields outside `Fields` need `say(edit, "setAccessibleName", …)`.
'''

from dlschool.gui import quick

quick.prepare()

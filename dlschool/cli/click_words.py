"""What click itself says (wrong use, headings of --help) in the user's language.

click takes its words from `gettext` under the names `_` and `ngettext` in each of its modules; `speak`
puts the program's own catalogue in their place. Metavars (OPTIONS, COMMAND, TEXT, INTEGER) are no
messages of click and stay as they are; so do the help texts of the program's commands.
"""

from click import core, decorators, exceptions, formatting, parser, termui, types

from dlschool import i18n
from dlschool.i18n import N_

MESSAGES = (
    N_("Usage:"),
    N_("Options"),
    N_("Positional arguments"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("default: {default}"),
    N_("required"),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("Missing parameter: {param_name}"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Did you mean {possibility}?"),
    N_("(Did you mean one of: {possibilities}?)"),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Choose from:\n\t{choices}"),
    N_("{value!r} is not {choice}."),
    N_("{value!r} is not one of {choices}."),
    N_("{value!r} does not match the format {format}."),
    N_("{value!r} does not match the formats {formats}."),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value!r} is not a valid boolean. Recognized values: {states}"),
    N_("{value} is not in the range {range}."),
    N_("Could not open file {filename!r}: {message}"),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is not readable."),
    N_("{name} {filename!r} is not writable."),
    N_("Got unexpected extra argument ({args})"),
    N_("Got unexpected extra arguments ({args})"),
    N_("Option {name!r} does not take a value."),
    N_("Option {name!r} requires an argument."),
    N_("Option {name!r} requires {nargs} arguments."),
    N_("Argument {name!r} takes {nargs} values."),
    N_("Repeat for confirmation"),
    N_("Error: The two entered values do not match."),
    N_("Error: invalid input"),
)
"""The messages of click 8.1 to 8.5 that a user of these commands can meet; another stays English."""

_SPEAKING = (core, decorators, exceptions, formatting, parser, termui, types)


def speak() -> None:
    """From now on click speaks the language of the program, whichever it is at the moment."""
    for module in _SPEAKING:
        setattr(module, "_", i18n._)  # noqa: B010 - a name that click's type stubs keep to themselves
        if hasattr(module, "ngettext"):
            setattr(module, "ngettext", _counted)  # noqa: B010


def _counted(one: str, many: str, n: int) -> str:
    """The catalogue words both so that no number needs an ending."""
    return i18n.translate(one if n == 1 else many, i18n.language())

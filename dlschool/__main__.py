"""Start: with a command the command line, without one the window."""

import os
import sys

OPTIONS_WITH_VALUE = {"--data-dir", "--language", "--user"}


def main() -> int:
    arguments = sys.argv[1:]
    if "--self-test" in arguments:
        from dlschool.cli import self_test

        if self_test.wanted(arguments):
            return self_test.main(arguments)
    if _wants_window(arguments):
        from dlschool.gui.start import main as window

        return window(arguments)
    from dlschool.cli.main import run

    return run(arguments)


def _wants_window(arguments: list[str]) -> bool:
    """Only options of the program itself and files for its window; no command and no help."""
    rest = iter(arguments)
    for argument in rest:
        if argument in OPTIONS_WITH_VALUE:
            next(rest, None)
        elif not (_is_file(argument) or argument.startswith(_WITH_VALUE)):
            return False
    return True


_WITH_VALUE = tuple(f"{option}=" for option in OPTIONS_WITH_VALUE)
_ENDINGS = (".dlx", ".dlu")
"""Of the files that a double click opens; `services.given_files` has the same."""


def _is_file(argument: str) -> bool:
    """A file of ours by its name, or whatever was dropped on the program's icon: a whole path."""
    named = argument.casefold().endswith(_ENDINGS) or os.path.isabs(argument)
    return named and not argument.startswith("-")


if __name__ == "__main__":
    sys.exit(main())

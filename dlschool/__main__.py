"""Start: with a command the command line, without one the window."""

import sys

OPTIONS_WITH_VALUE = {"--data-dir", "--language", "--user"}


def main() -> int:
    arguments = sys.argv[1:]
    if _wants_window(arguments):
        from dlschool.gui.start import main as window

        return window(arguments)
    from dlschool.cli.main import run

    return run(arguments)


def _wants_window(arguments: list[str]) -> bool:
    """Only options of the program itself, no command and no help."""
    rest = iter(arguments)
    for argument in rest:
        if argument in OPTIONS_WITH_VALUE:
            next(rest, None)
        elif not argument.startswith(tuple(f"{option}=" for option in OPTIONS_WITH_VALUE)):
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())

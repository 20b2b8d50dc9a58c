"""One at a time changes a program folder, and a process that dies holds nobody up."""

import subprocess
import sys
from pathlib import Path

from update_parts import refusing

from dlschool.update import lock

HOLD = """
import sys
from pathlib import Path
from dlschool.update import lock
with lock.alone(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_one_is_refused_until_the_first_is_done_and_nothing_stays(tmp_path: Path) -> None:
    with lock.alone(tmp_path), refusing("under way"), lock.alone(tmp_path):
        pass
    with lock.alone(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_another_process_is_refused_too_and_one_that_was_killed_lets_go(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        with refusing("under way"), lock.alone(tmp_path):
            pass
        child.kill()
        child.wait()
    with lock.alone(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []

"""Runs one program and sees to it that it never outlives who started it.

Usage: python guard.py [--as <user>] <program> <arguments …>

Standard input is a pipe that nobody writes to. When it closes, because the starter asks for a stop or has died in
whatever way, the program and everything that it started are stopped. Ends with the program's exit code.
"""

import ctypes
import os
import pwd
import select
import signal
import subprocess
import sys

GRACE_SECONDS = 5
# The database ends its sessions on an interrupt and waits for them on a termination.
STOP_SIGNAL = {"postgres": signal.SIGINT}
PR_SET_PDEATHSIG = 1


def die_with_guard() -> None:
    """In the child: also a guard that is killed takes its program along (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def identity(user: str | None) -> dict:
    if user is None:
        return {}
    account = pwd.getpwnam(user)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def signal_group(group: int, number: int) -> None:
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        pass


def wait(child: subprocess.Popen, ended: int) -> None:
    """Until the program ends or the starter lets go."""
    while child.poll() is None:
        readable, _, _ = select.select([sys.stdin.fileno(), ended], [], [])
        if ended in readable:
            os.read(ended, 64)
        if sys.stdin.fileno() in readable and os.read(sys.stdin.fileno(), 4096) == b"":
            return


def stop(child: subprocess.Popen, name: str) -> None:
    if child.poll() is None:
        os.kill(child.pid, STOP_SIGNAL.get(name, signal.SIGTERM))
        try:
            child.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            pass
    signal_group(child.pid, signal.SIGKILL)


def main() -> int:
    words = sys.argv[1:]
    user = words[1] if words[0] == "--as" else None
    command = words[2:] if user else words
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=restore_and_die, **identity(user))
    wait(child, reader)
    stop(child, os.path.basename(command[0]))
    code = child.wait()
    return code if code >= 0 else 128 - code


def restore_and_die() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    die_with_guard()


sys.exit(main())

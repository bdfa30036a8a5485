"""The real servers that stand beside the emulator, as the command that started them says in a file."""

import json
import os


def servers() -> dict:
    """Read each time: the command writes the file once all servers are up, after this process has started."""
    with open(os.environ["RINGWALL_SERVERS"], encoding="utf-8") as file:
        return json.load(file)

#!/usr/bin/env python3
"""Runs tiendo's conformance kit on the adapter against the simulator.

usage: kit_test.py TIENDO OBJECT [WORD…]    the words go to `tiendo adapter test` (--junit FILE, --skip RULE=REASON)
"""
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
KEY = "khoa-thu-nghiem"


def main():
    tiendo, built, *words = sys.argv[1:]
    simulator = subprocess.Popen([sys.executable, HERE.parent / "simulator/simulator.py", "--key", KEY],
                                 stdout=subprocess.PIPE, text=True)
    try:
        address = simulator.stdout.readline().split()[-1]
        with tempfile.TemporaryDirectory() as folder:
            # TODO 2: the settings that your adapter needs besides its address. Pages are small, so that there are several.
            settings = pathlib.Path(folder) / "settings.toml"
            settings.write_text("page-size = 4\n", encoding="utf-8")
            return subprocess.run([tiendo, "adapter", "test", built, "--against", address, "--config", settings,
                                   "--secret", "key=env:SIMULATOR_KEY", *words],
                                  env={**os.environ, "SIMULATOR_KEY": KEY}).returncode
    finally:
        simulator.terminate()
        simulator.wait()


if __name__ == "__main__":
    sys.exit(main())

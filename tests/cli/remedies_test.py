#!/usr/bin/env python3
"""What remedies tell people to type exists: every command that a text of the sources names, with its options.

usage: remedies_test.py TIENDO ADAPTER_FOLDER SOURCE_DIR SUITE
"""
import functools
import re
import subprocess
import unittest

from case import SOURCE, TIENDO, main

FOLDERS = ("src", "adapters", "include")
# A literal as it stands, then further ones that the compiler joins to it.
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"(?:\s*"((?:[^"\\\n]|\\.)*)")*')
ONE = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
COMMENT = re.compile(r"(?m)^\s*//.*$")
MENTION = re.compile(r"\btiendo((?: [a-z]+)+)((?: --[a-z-]+)*)")
# "tiendo" as the name of the program or the library, with the word after it.
PROSE = {"alone": "is started by tiendo alone", "with": "build tiendo with a package"}


@functools.lru_cache(maxsize=None)
def help_of(*command):
    run = subprocess.run([TIENDO, *command, "--help"], capture_output=True, text=True, check=True, timeout=60)
    return run.stdout


def commands_under(*command):
    """Names and aliases of subcommands, as the help lists them."""
    listed = help_of(*command).partition("\nSubcommands:\n")[2].partition("\n\n")[0]
    return {name for line in listed.splitlines() if re.match(r"  \S", line)
            for name in re.match(r"  ((?:[a-z-]+(?:, )?)+)", line).group(1).split(", ")}


def fault_of(words, options):
    """Why `tiendo WORDS OPTIONS` is no command; None if it is. Words after a whole command are prose."""
    command = []
    while commands_under(*command):
        if len(command) == len(words):
            return "it stops before the command is whole"
        if words[len(command)] not in commands_under(*command):
            return f"there is no '{words[len(command)]}'"
        command.append(words[len(command)])
    missing = [option for option in options if f"{option} " not in help_of(*command)]
    return f"it has no {missing[0]}" if missing else None


def texts():
    for folder in FOLDERS:
        for path in sorted((SOURCE / folder).rglob("*.[ch]pp")):
            source = COMMENT.sub("", path.read_text(encoding="utf-8"))
            for found in LITERAL.finditer(source):
                yield path.relative_to(SOURCE), "".join(ONE.findall(found.group()))


class Remedies(unittest.TestCase):
    def test_every_command_that_a_text_names_exists(self):
        told = set()
        for path, text in texts():
            for words, options in MENTION.findall(text):
                words, options = words.split(), options.split()
                if words[0] in PROSE:
                    continue
                told.add(" ".join(words[:2]))
                with self.subTest(path=str(path), text=text):
                    self.assertIsNone(fault_of(words, options))
        self.assertGreater(len(told), 20, "the texts were not found")

    def test_a_command_that_is_none_is_found(self):
        self.assertIsNone(fault_of(["plan", "review", "wrote"], []))
        self.assertIsNone(fault_of(["report", "compose"], ["--issue"]))
        self.assertIsNotNone(fault_of(["plan", "undo"], []))
        self.assertIsNotNone(fault_of(["plan"], []))
        self.assertIsNotNone(fault_of(["units", "show"], ["--all"]))


if __name__ == "__main__":
    main()

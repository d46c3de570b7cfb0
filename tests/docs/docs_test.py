#!/usr/bin/env python3
"""Compiles, runs and checks what the documents of the project show.

Every fenced block of C++ or of a console must be marked on the line before it:

  <!-- test: compile -->             the C++ block compiles against the installed headers
  <!-- test: compile as PATH -->     the same, and it is written to PATH for the commands that follow
  <!-- test: file PATH -->           any block: written to PATH
  <!-- test: run -->                 the console block is run: each "$ " line is a command; the lines below it must occur
                                     in its output, in this order; "…" stands for anything, alone for any lines
  <!-- test: not run, REASON -->     neither

The blocks of one document run in order in one shell in a new folder, which looks like a checkout after ./examples/run:
examples/, plugins/ and build/prefix/. A command must end with status 0 unless the next command is "echo $?". Ports 18081 to 18089 are
replaced by free ones. Links must lead somewhere, and no document may name a path of somebody's machine or a real host.
"""
import argparse
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile

MARK = re.compile(r"^<!-- test: (compile|run|file (?P<file>\S+)|compile as (?P<source>\S+)|not run, .+) -->$")
FENCE = re.compile(r"^\s*(`{3,})\s*(\S*)\s*$")
MUST_BE_MARKED = {"cpp", "c++", "c", "console", "sh", "bash", "shell"}
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
MACHINE_PATH = re.compile(r"(?<![\w.$}>)/])/(?:home|root|work|tmp|Users|mnt|media|opt|srv|var|usr/local)(?:/|\b)")
HOST = re.compile(r"\bhttps?://(?:[^\s/@`]*@)?([A-Za-z0-9.\[\]-]+)")
ALLOWED_HOST = re.compile(r"^(127\.0\.0\.1|localhost|(.*\.)?example(\.(com|net|org|vn))?)$")
CITED_HOSTS = {"wiki.open311.org"}  # standards that a document cites
PORT = re.compile(r"\b1808[1-9]\b")
SECONDS_A_DOCUMENT = 300


class Block:
    def __init__(self, line, language, mark, text):
        self.line, self.language, self.mark, self.text = line, language, mark, text


def blocks_of(text):
    """Fenced blocks with the mark that stands on the line before them."""
    found, lines, i = [], text.split("\n"), 0
    while i < len(lines):
        fence = FENCE.match(lines[i])
        if not fence:
            i += 1
            continue
        end = i + 1
        while end < len(lines) and lines[end].strip() != fence[1]:
            end += 1
        mark = MARK.match(lines[i - 1].strip()) if i > 0 else None
        found.append(Block(i + 1, fence[2], mark, "\n".join(lines[i + 1:end]) + "\n"))
        i = end + 1
    return found


def commands_of(text):
    """(command, lines expected of it) for each "$ " line; a command goes on after a backslash."""
    commands, lines, i = [], text.rstrip("\n").split("\n"), 0
    while i < len(lines):
        if lines[i].startswith("$ "):
            command = lines[i][2:]
            while command.endswith("\\") and i + 1 < len(lines):
                i += 1
                command += "\n" + lines[i]
            commands.append((command, []))
        elif commands and lines[i].strip() not in ("", "…"):
            commands[-1][1].append(lines[i])
        i += 1
    return commands


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return [str(port) for port in ports]


class Document:
    def __init__(self, path, arguments):
        self.path, self.arguments = path, arguments
        self.text = path.read_text(encoding="utf-8")
        self.name = str(path.relative_to(arguments.source))
        self.faults = []
        self.compiled = self.ran = 0

    def fault(self, line, text):
        self.faults.append(f"{self.name}:{line}: {text}")

    def check_text(self):
        for number, line in enumerate(self.text.split("\n"), 1):
            for found in MACHINE_PATH.finditer(line):
                self.fault(number, f"the path of a machine: '{line[found.start():][:40]}'")
            for host in HOST.findall(line):
                if not ALLOWED_HOST.match(host) and host not in CITED_HOSTS:
                    self.fault(number, f"the host '{host}' is neither an example nor a cited standard")
            if line.startswith("    "):
                continue
            for target in LINK.findall(re.sub(r"`[^`]*`", "", line)):
                if not re.match(r"^(https?:|mailto:|#)", target):
                    self.check_link(number, target)

    def check_link(self, line, target):
        file, _, anchor = target.partition("#")
        path = (self.path.parent / file).resolve()
        if not path.exists():
            self.fault(line, f"the link '{target}' leads nowhere")
        elif anchor and path.suffix == ".md" and anchor not in anchors_of(path):
            self.fault(line, f"the link '{target}' names no heading there")

    def run_blocks(self):
        blocks = blocks_of(self.text)
        for block in blocks:
            if block.language in MUST_BE_MARKED and not block.mark:
                self.fault(block.line, f"this {block.language} block has no '<!-- test: … -->' line before it")
        marked = [block for block in blocks if block.mark and not block.mark[1].startswith("not run")]
        if not marked:
            return
        with tempfile.TemporaryDirectory(prefix="tiendo-docs-") as name:
            folder = pathlib.Path(name)
            (folder / "build").mkdir()
            (folder / "build/prefix").symlink_to(self.arguments.prefix)
            for part in ("examples", "plugins"):
                (folder / part).symlink_to(self.arguments.source / part)
            steps = []
            for block in marked:
                file = block.mark["file"] or block.mark["source"]
                if file:
                    (folder / file).parent.mkdir(parents=True, exist_ok=True)
                    (folder / file).write_text(block.text, encoding="utf-8")
                if block.mark[1].startswith("compile"):
                    self.compile(block)
                elif block.mark[1] == "run":
                    steps += [(block, *command) for command in commands_of(block.text)]
            if steps:
                self.run(folder, steps)

    def compile(self, block):
        done = subprocess.run(
            [self.arguments.compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wconversion", "-Wshadow",
             "-Werror", f"-I{self.arguments.prefix / 'include'}", "-x", "c++", "-"],
            input=block.text, text=True, capture_output=True)
        self.compiled += 1
        if done.returncode != 0:
            self.fault(block.line, "does not compile:\n" + done.stderr[:4000])

    def run(self, folder, steps):
        """One shell runs all commands; marks in its output tell where each begins and ends."""
        used = sorted(set(PORT.findall("".join(step[1] for step in steps))))
        ports = dict(zip(used, free_ports(len(used))))
        replaced = lambda text: PORT.sub(lambda found: ports.get(found[0], found[0]), text)
        script = "".join(f"printf '\\001begin\\n'\n(exit ${{status:-0}}); {replaced(command)}\nstatus=$?\n"
                         f"printf '\\001end %s\\n' \"$status\"\n" for _, command, _ in steps)
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("TIENDO_", "NO_COLOR"))}
        environment.update(LC_ALL="C.UTF-8", HOME=str(folder),
                           PATH=f"{self.arguments.prefix / 'bin'}:{os.environ['PATH']}")
        with open(folder / ".output", "w+", encoding="utf-8", errors="replace") as output:
            # A file, not a pipe: programs left in the background would hold a pipe open.
            shell = subprocess.Popen(["bash", "-c", script], cwd=folder, stdin=subprocess.DEVNULL, stdout=output,
                                     stderr=subprocess.STDOUT, start_new_session=True, env=environment)
            try:
                shell.wait(timeout=SECONDS_A_DOCUMENT)
            except subprocess.TimeoutExpired:
                self.fault(steps[0][0].line, f"the commands take longer than {SECONDS_A_DOCUMENT} s")
            try:
                os.killpg(shell.pid, signal.SIGTERM)  # the simulators that the document started
            except ProcessLookupError:
                pass
            output.seek(0)
            self.compare(steps, output.read(), replaced)

    def compare(self, steps, output, replaced):
        parts = output.split("\001begin\n")[1:]
        for i, (block, command, expected) in enumerate(steps):
            shown, _, status = (parts[i] if i < len(parts) else "").partition("\001end ")
            self.ran += 1
            told = i + 1 < len(steps) and steps[i + 1][1].strip() == "echo $?"
            if not status:
                self.fault(block.line, f"'{command}' did not end:\n{shown[-2000:]}")
            elif status.strip() != "0" and not told:
                self.fault(block.line, f"'{command}' ends with status {status.strip()}:\n{shown[-2000:]}")
            missing = first_missing([replaced(line) for line in expected], shown)
            if missing:
                self.fault(block.line, f"'{command}' does not show the line\n  {missing}\nbut\n{shown[:3000]}")


def first_missing(expected, output):
    """The first expected line that does not occur behind those before it; nothing if all do."""
    lines = iter(output.split("\n"))
    for line in expected:
        parts = [re.escape(part.strip()) for part in line.split("…")]
        pattern = re.compile(r"\s*" + ".*".join(parts) + r"\s*")
        if not any(pattern.fullmatch(shown) for shown in lines):
            return line
    return None


def anchors_of(path):
    headings = re.findall(r"^#{1,6} (.+)$", path.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def main():
    parser = argparse.ArgumentParser(description="checks what the documents show")
    parser.add_argument("--source", type=pathlib.Path, required=True)
    parser.add_argument("--prefix", type=pathlib.Path, required=True, help="an installed tiendo")
    parser.add_argument("--compiler", default="c++")
    parser.add_argument("--only", help="only this document, relative to the source")
    arguments = parser.parse_args()
    arguments.source, arguments.prefix = arguments.source.resolve(), arguments.prefix.resolve()
    documents = sorted(path for path in arguments.source.rglob("*.md")
                       if path.relative_to(arguments.source).parts[0] not in ("build", ".git")
                       and "golden" not in path.parts)
    faults, compiled, ran = [], 0, 0
    for path in documents:
        document = Document(path, arguments)
        if arguments.only and document.name != arguments.only:
            continue
        document.check_text()
        document.run_blocks()
        faults += document.faults
        compiled, ran = compiled + document.compiled, ran + document.ran
    for fault in faults:
        print(fault)
    print(f"{len(documents)} documents, {compiled} snippets compiled, {ran} commands run, {len(faults)} faults")
    if not arguments.only and (compiled == 0 or ran == 0):
        print("nothing was compiled or run: the marks of the blocks are not found")
        return 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""`tiendo adapter list`, `--allow`, `--trace` and `--attach`: what an operator and an adapter's author see.

usage: adapter_test.py TIENDO ADAPTER_FOLDER SOURCE_DIR SUITE
"""
import base64
import hashlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess

from case import ADAPTERS, AT, CONFIG, INPUT, NOT_FOUND, TIENDO, Case, main
from other_side import Simulator

MOT_CUA = pathlib.Path(ADAPTERS) / "tiendo-mot-cua.so"
PASSWORD = "mat-khau-thu-nghiem"  # the simulator's


def digest(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


class AdapterCase(Case):
    def connect(self, simulator, *options):
        self.works("init")
        secret = self.file("mot-cua.secret", PASSWORD + "\n")
        secret.chmod(0o600)
        self.works("connection", "add", "mot-cua", "--adapter", "mot-cua", "--set", f"url={simulator.url}", "--set", "user=tiendo",
                   "--set", "unit=000.00.12.H99", "--secret", f"password=file:{secret}", *options)

    def simulator(self):
        simulator = Simulator("mot-cua", "--count", 60)
        self.addCleanup(simulator.stop)
        return simulator

    def holds_no_secret(self, text):
        self.assertNotIn(PASSWORD, text)
        self.assertNotIn(base64.b64encode(PASSWORD.encode()).decode(), text)
        self.assertNotIn(base64.b64encode(f"tiendo:{PASSWORD}".encode()).decode(), text)


class Listing(AdapterCase):
    def rows(self, *words):
        return json.loads(self.works("--format", "json", "adapter", "list", *words))

    def test_it_says_where_each_lies_and_where_it_would_run(self):
        rows = self.rows()
        self.assertGreaterEqual({row["name"] for row in rows}, {"mot-cua", "van-ban", "phan-anh"})
        for row in rows:
            self.assertIn(row["from"], ("package", "trusted"))  # a folder that is named twice is one
            self.assertEqual((row["runs"], row["use"]), ("in-process", "taken"))

    def test_of_two_of_one_name_it_says_which_is_taken(self):
        mine = self.folder / "tiendo-mot-cua.so"
        shutil.copyfile(MOT_CUA, mine)
        # The folder that stands on the line of every call comes first.
        both = [row for row in self.rows("--adapters", self.folder) if row["name"] == "mot-cua"]
        self.assertEqual([(row["from"], row["runs"], row["use"]) for row in both[1:]],
                         [("folder", "guarded", f"shadowed by {both[0]['path']}")])
        self.assertEqual(both[1]["path"], str(mine))

    def test_it_says_which_are_not_allowed_and_what_to_add(self):
        allow = self.file("allow.txt", f"sha256:{digest(MOT_CUA)}  # mot-cua, looked at\n")
        run = self.run_tiendo("--allow", allow, "--format", "json", "adapter", "list")
        use = {row["name"]: row["use"] for row in json.loads(run.stdout)}
        self.assertEqual((use["mot-cua"], use["van-ban"]), ("taken", "not allowed"))
        other = pathlib.Path(ADAPTERS) / "tiendo-van-ban.so"
        self.assertIn(f"add the line 'sha256:{digest(other)}  # tiendo-van-ban.so'", run.stderr)


class Allowing(AdapterCase):
    def test_what_is_not_on_the_list_is_neither_described_nor_connected_nor_tested_nor_pulled(self):
        self.connect(self.simulator())
        allow = self.file("allow.txt", f"sha256:{'a' * 64}  # another one\n")
        for words in (["adapter", "describe", "mot-cua"], ["connection", "test", "mot-cua"], ["sync", "run"],
                      ["connection", "add", "x", "--adapter", "mot-cua"]):
            self.refused(CONFIG, f"it is not allowed by {allow}: its SHA-256 is not listed", "--allow", allow, *words)
        config = self.file("c.toml", 'user = "tiendo"\nunit = "000.00.12.H99"\n')
        run = self.run_tiendo("--allow", allow, "adapter", "test", MOT_CUA, "--rule", "manifest", "--config", config,
                              "--against", "http://127.0.0.1:9")
        self.assertEqual(run.returncode, 1, run.stderr)
        self.assertIn("it is not allowed by", run.stdout)

    def test_what_is_on_it_works(self):
        self.connect(self.simulator())
        allow = self.file("allow.txt", f"sha256:{digest(MOT_CUA)}  # mot-cua\n")
        self.assertIn("mot-cua,dossiers,1,60,", self.works("--allow", allow, "--format", "csv", "sync", "run"))

    def test_a_list_that_is_not_one_stops_the_command(self):
        self.works("init")
        self.refused(NOT_FOUND, "nowhere.txt", "--allow", "nowhere.txt", "adapter", "list")
        self.refused(INPUT, "line 2: the entry says not what it allows", "--allow", self.file("a", f"\nsha256:{'a' * 64}\n"),
                     "adapter", "list")
        self.refused(INPUT, "the list has no entry", "--allow", self.file("b", "# none\n"), "sync", "run")


class Watching(AdapterCase):
    def test_a_trace_shows_what_crosses_and_no_secret(self):
        self.connect(self.simulator())
        run = self.run_tiendo("sync", "run", "--trace")
        self.assertEqual(run.returncode, 0, run.stderr)
        for line in ("mot-cua <- ready ", "mot-cua -> read ", "mot-cua <- secret name=\"password\"", "mot-cua <- http ", "mot-cua <- done "):
            self.assertIn(line, run.stderr)
        self.holds_no_secret(run.stderr)
        self.assertRegex(run.stderr, r"records=\d+ bytes")  # and no contents
        self.assertNotIn("trace", run.stdout)

    def test_a_connection_that_says_in_process_keeps_to_it_and_the_trace_says_so(self):
        self.connect(self.simulator(), "--isolation", "in-process")
        run = self.run_tiendo("sync", "run", "--trace")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("mot-cua runs in process, as its connection says, and is not traced\n", run.stderr)
        self.assertNotIn("->", run.stderr)

    def test_a_file_takes_the_trace_for_its_owner_alone(self):
        self.connect(self.simulator())
        trace = self.folder / "trace.txt"
        run = self.run_tiendo("adapter", "check", "mot-cua", "--trace-file", trace)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertIn("mot-cua -> check", trace.read_text(encoding="utf-8"))
        self.holds_no_secret(trace.read_text(encoding="utf-8"))
        self.assertEqual(trace.stat().st_mode & 0o777, 0o600)

    def test_the_kit_can_be_traced_rule_by_rule(self):
        simulator = self.simulator()
        secret = self.file("s", PASSWORD + "\n")
        secret.chmod(0o600)
        config = self.file("c.toml", 'user = "tiendo"\nunit = "000.00.12.H99"\n')
        run = self.run_tiendo("adapter", "test", MOT_CUA, "--rule", "reads", "--trace", "--against", simulator.url, "--config", config,
                              "--secret", f"password=file:{secret}")
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        self.assertIn("passed  reads", run.stdout)
        self.assertIn("-> read ", run.stderr)
        self.holds_no_secret(run.stderr)
        self.refused(NOT_FOUND, "'riddles' is no rule of the kit", "adapter", "test", MOT_CUA, "--rule", "riddles")

    def test_a_process_waits_for_a_debugger_and_goes_on_when_it_is_told_to(self):
        self.connect(self.simulator())
        command = [TIENDO, "--db", f"sqlite:{self.db}", "--at", AT, "--adapters", ADAPTERS, "adapter", "check", "mot-cua", "--attach"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
            told = run.stderr.readline()
            number = re.match(r"tiendo: process (\d+) waits before it loads the adapter: gdb -p \1 -ex 'handle SIGSTOP nostop nopass', ", told)
            self.assertTrue(number, told)
            process = int(number[1])
            state = pathlib.Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
            self.assertEqual(state, "T")
            self.assertNotIn("tiendo-mot-cua", pathlib.Path(f"/proc/{process}/maps").read_text(encoding="utf-8"))
            os.kill(process, signal.SIGCONT)
            out, err = run.communicate(timeout=60)
        self.assertEqual(run.returncode, 0, out + err)
        self.assertIn("ok", out)


if __name__ == "__main__":
    main()

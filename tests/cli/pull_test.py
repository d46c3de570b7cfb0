#!/usr/bin/env python3
"""`tiendo sync run` against other sides that are down, wrong, endless or lying: one clear sentence on standard error, the
documented exit code, and a database that is as it was except for the failure that is recorded.

usage: pull_test.py TIENDO ADAPTER_FOLDER SOURCE_DIR SUITE
"""
import csv
import io
import os
import socket
import sqlite3
import subprocess

from case import ADAPTERS, AT, CONFIG, CONFLICT, REMOTE, TIENDO, Case, fingerprint, main
from other_side import Server, Simulator, Stream, self_signed, whole

SECRETS = {"TIENDO_TEST_PASSWORD": "mat-khau-thu-nghiem", "TIENDO_TEST_KEY": "khoa-thu-nghiem"}
SETTINGS = {
    "mot-cua": ["--set", "user=tiendo", "--set", "unit=000.00.12.H99", "--secret", "password=env:TIENDO_TEST_PASSWORD"],
    "van-ban": ["--secret", "key=env:TIENDO_TEST_KEY"],
    "phan-anh": ["--set", "since=2020-12-01"],
}
MANY = {"mot-cua": 1500, "van-ban": 700, "phan-anh": 1500}
FIRST_PAGE = {"mot-cua": 500, "van-ban": 200, "phan-anh": None}  # phan-anh has pages of days


class PullCase(Case):
    def connect(self, url, adapter="van-ban"):
        self.works("init")
        self.works("connection", "add", "x", "--adapter", adapter, "--set", f"url={url}", *SETTINGS[adapter], env=SECRETS)

    def started(self, other_side):
        self.addCleanup(other_side.stop)
        return other_side

    def fails(self, code, *sentences):
        """Pulls once. @return the run, after looking at all that a failed pull owes."""
        before = fingerprint(self.db, without="stream")
        run = self.run_tiendo("sync", "run", "--attempts", "1", env=SECRETS)
        self.assertEqual(run.returncode, code, run.stderr)
        self.tells(run.stderr, *sentences)
        self.assertEqual(fingerprint(self.db, without="stream"), before, "more than the failure was stored")
        self.recorded(1)
        self.works("journal", "verify")
        return run

    def tells(self, text, *sentences):
        lines = text.splitlines()
        self.assertTrue(lines[0].startswith("tiendo: connection 'x': stream "), text)
        self.assertIn("; ", lines[0])  # what to do
        self.assertTrue(all(line.startswith(" ") for line in lines[1:]), text)  # causes, indented
        for sentence in sentences:
            self.assertIn(sentence, text)
        for secret in SECRETS.values():
            self.assertNotIn(secret, text)

    def recorded(self, failures):
        rows = list(csv.DictReader(io.StringIO(self.works("--format", "csv", "sync", "status"))))
        self.assertEqual([int(row["failures"]) for row in rows], [failures])
        self.assertNotEqual(rows[0]["failure"], "")
        return rows[0]

    def count(self, table):
        connection = sqlite3.connect(f"file:{self.db}?mode=ro", uri=True)
        try:
            return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        finally:
            connection.close()


class Answers(PullCase):
    def hostile(self, name, *sentences):
        for adapter in SETTINGS:
            with self.subTest(adapter):
                self.db = self.folder / f"{adapter}.db"
                simulator = Simulator(adapter, "--count", MANY[adapter], "--faults", f"hostile:{name}")
                try:
                    self.connect(simulator.url, adapter)
                    self.fails(REMOTE, adapter, *sentences)
                finally:
                    simulator.stop()

    def test_a_page_of_html(self):
        self.hostile("html", "is a web page or XML, not JSON", "compare the address")

    def test_half_of_a_json_text(self):
        self.hostile("half_json", "is not JSON: incomplete JSON", "compare the address")

    def test_bytes_that_are_no_utf8(self):
        self.hostile("bad_utf8", "is not JSON")

    def test_a_cursor_that_goes_backwards(self):
        tables = {"mot-cua": "dossier", "van-ban": "document", "phan-anh": "feedback"}
        for adapter, table in tables.items():
            with self.subTest(adapter):
                self.db = self.folder / f"{adapter}.db"
                simulator = Simulator(adapter, "--count", MANY[adapter], "--faults", "hostile:backwards")
                try:
                    self.connect(simulator.url, adapter)
                    run = self.run_tiendo("sync", "run", "--attempts", "1", env=SECRETS)
                finally:
                    simulator.stop()
                self.assertEqual(run.returncode, REMOTE, run.stderr)
                self.tells(run.stderr, "nothing was taken from this page")
                # What came before the lie stays, with its cursor; of the lying page there is nothing.
                row = self.recorded(1)
                self.assertEqual(int(row["pages"]), 1)
                self.assertEqual(self.count(table), int(row["records"]))
                self.assertGreater(int(row["records"]), 0)
                if FIRST_PAGE[adapter]:
                    self.assertEqual(self.count(table), FIRST_PAGE[adapter])
                self.assertEqual(self.count("dead_letter"), 0)
                self.works("journal", "verify")

    def test_after_the_failure_a_good_pull_clears_it(self):
        simulator = self.started(Simulator("van-ban", "--count", 50, "--faults", "hostile:html"))
        self.connect(simulator.url)
        self.fails(REMOTE)
        subprocess.run(["curl", "-q", "-sS", "--noproxy", "*", "-X", "POST", f"{simulator.url}/_sim/faults?script=none"], check=True, capture_output=True)
        self.works("sync", "run", env=SECRETS)
        rows = list(csv.DictReader(io.StringIO(self.works("--format", "csv", "sync", "status"))))
        self.assertEqual((rows[0]["failures"], rows[0]["failure"]), ("0", ""))

    def test_a_connection_whose_records_are_stored_is_not_removed(self):
        simulator = self.started(Simulator("van-ban", "--count", 50))
        self.connect(simulator.url)
        self.works("sync", "run", env=SECRETS)
        self.refused(CONFLICT, "records of connection 'x' are stored", "connection", "remove", "x")


class Down(PullCase):
    def test_nobody_listens(self):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))  # bound and never listening: refused, and nobody else gets it
            url = f"http://127.0.0.1:{unused.getsockname()[1]}"
            self.connect(url)
            self.fails(REMOTE, url.removeprefix("http://"), "cannot be connected to", "check that the system runs")

    def test_busy_for_longer_than_a_pull_waits(self):
        server = self.started(Server(whole(503, "<p>bảo trì</p>", "text/html; charset=utf-8", Retry_After="4000")))
        self.connect(server.url)
        self.fails(REMOTE, "503")

    def test_it_hangs_up_without_a_word(self):
        def hang_up(handler):
            handler.close_connection = True

        server = self.started(Server(hang_up))
        self.connect(server.url)
        self.fails(REMOTE, str(server.port))

    def test_another_connection_still_gets_its_records(self):
        simulator = self.started(Simulator("van-ban", "--count", 50))
        self.connect(simulator.url)
        self.works("connection", "add", "dead", "--adapter", "phan-anh", "--set", "url=http://127.0.0.1:9", *SETTINGS["phan-anh"])
        run = self.run_tiendo("sync", "run", "--attempts", "1", env=SECRETS)
        self.assertEqual(run.returncode, REMOTE, run.stderr)
        self.assertTrue(run.stderr.startswith("tiendo: connection 'dead': "), run.stderr)
        self.assertGreater(self.count("document"), 0)


class Certificates(PullCase):
    def test_signed_by_nobody_we_know(self):
        certificate, key = self_signed(self.folder)
        server = self.started(Server(whole(200, "{}"), certificate, key))
        self.connect(server.url)
        self.fails(CONFIG, f"127.0.0.1:{server.port}", "certificate", "not trusted")

    def test_no_tls_at_all(self):
        server = self.started(Server(whole(200, "{}")))
        self.connect(server.url.replace("http:", "https:"))
        self.fails(CONFIG, f"127.0.0.1:{server.port}", "TLS")


class Endless(PullCase):
    LIMIT_MIB = 64  # http::ClientOptions::max_body_bytes
    GIB = 1 << 30

    def peak_mib_of_a_pull(self):
        """(exit code, standard error, peak of the resident memory in MiB)"""
        # A small process starts the command: Linux counts towards a child what its parent held when it was started.
        code = ("import os, resource, subprocess, sys\n"
                "run = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)\n"
                "print(run.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n")
        command = ["python3", "-c", code, TIENDO, "--db", f"sqlite:{self.db}", "--at", AT, "--adapters", ADAPTERS, "sync", "run", "--attempts", "1"]
        run = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **SECRETS}, check=True, timeout=120)
        status, peak = map(int, run.stdout.split())
        return status, run.stderr, peak / 1024

    def test_one_gigabyte_is_cut_at_the_limit(self):
        for announced in (False, True):
            with self.subTest(announced=announced):
                self.db = self.folder / f"{announced}.db"
                quiet = self.started(Server(whole(404, "")))
                self.connect(quiet.url)
                small_status, _, small = self.peak_mib_of_a_pull()
                self.assertEqual(small_status, REMOTE)
                self.db = self.folder / f"{announced}-big.db"
                stream = Stream(self.GIB, announced)
                server = self.started(Server(stream))
                self.connect(server.url)
                before = fingerprint(self.db, without="stream")
                status, text, peak = self.peak_mib_of_a_pull()
                self.assertEqual(status, REMOTE, text)
                self.tells(text, "longer than")
                self.assertEqual(fingerprint(self.db, without="stream"), before)
                self.recorded(1)
                self.assertLess(stream.sent, self.GIB // 4, "it was read on behind the limit")
                # The answer up to the limit may be held, and once more while its buffer grows.
                room = 8 if announced else 2 * self.LIMIT_MIB + 8
                if not os.environ.get("TIENDO_SANITIZE"):  # a sanitizer keeps what was freed
                    self.assertLess(peak, small + room)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""`tiendo outbox`: what is put is sent once, records are shown by `show` alone, and a decision wants who and why.

usage: outbox_test.py TIENDO ADAPTER_FOLDER SOURCE_DIR SUITE
"""
import json
import os
import pathlib
import signal
import subprocess
import threading

from case import ADAPTERS, AT, CONFIG, CONFLICT, INPUT, NOT_FOUND, TIENDO, USAGE, Case, main
from other_side import Server, Simulator, whole

CANCELLED = 12
WHO, WHY = ("--actor", "Văn phòng UBND"), ("--reason", "Đã hỏi lại")
SECRET = {"TIENDO_TEST_KEY": "khoa-thu-nghiem"}


def is_pending(process, number):
    """Whether a signal waits for any thread of a process to take it."""
    for line in pathlib.Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("ShdPnd:"):
            return bool(int(line.split()[1], 16) >> (number - 1) & 1)
    return False


class Outbox(Case):
    def connect(self, url):
        self.works("init")
        self.works("connection", "add", "tp", "--adapter", "phan-anh", "--set", f"url={url}", "--set", "since=2020-12-01",
                   "--set", "address=Số 1", "--set", "idempotency=key", "--secret", "api-key=env:TIENDO_TEST_KEY", env=SECRET)

    def simulated(self):
        simulator = Simulator("phan-anh", "--count", "100")
        self.addCleanup(simulator.stop)
        self.connect(simulator.url)

    def record(self, service="001", name="r.json"):
        return self.file(name, json.dumps({"type": "feedback", "id": "TD-1", "day": "2021-05-18", "service": service, "service_name": "Vệ sinh",
                                           "unit": "UBND Phường 7", "closed": False, "requested_at": "2021-05-18T08:00:00+07:00"}, indent=1))

    def put(self, key, service="001"):
        self.works("outbox", "put", "tp", "requests", "--key", key, "--record", self.record(service))

    def rows(self, *words, **options):
        return json.loads(self.works("--format", "json", "outbox", *words, **options))

    def state(self, key):
        return self.rows("show", key)[0]["state"]

    def test_a_record_over_several_lines_is_put_and_sent_once(self):
        self.simulated()
        self.put("k1")
        self.assertEqual(self.works("outbox", "put", "tp", "requests", "--key", "k1", "--record", self.record()), "k1  known\n")
        self.assertEqual(self.rows("deliver", env=SECRET)[0]["delivered"], 1)
        self.assertEqual(self.rows("deliver", env=SECRET), [])
        shown = self.rows("show", "k1")[0]
        self.assertEqual((shown["state"], shown["id"], json.loads(shown["record"])["id"]), ("delivered", "PA-N00001", "TD-1"))

    def test_a_listing_shows_no_record(self):
        self.simulated()
        self.put("k1", "999")
        self.works("outbox", "deliver", env=SECRET)
        for form in ("table", "json", "csv"):
            listed = self.works("--format", form, "outbox", "list")
            self.assertIn("rejected", listed)
            self.assertNotIn("TD-1", listed)
        self.assertEqual(self.rows("list", "--state", "waiting"), [])
        self.assertEqual(len(self.rows("list", "--cause", "rejected", "--connection", "tp")), 1)

    def test_a_decision_wants_who_and_why(self):
        self.simulated()
        self.put("k1")
        for words in (["edit", "k1", "--record", self.record()], ["retry", "k1"], ["discard", "k1"], ["report", "k1", "accepted"],
                      ["resume", "tp"], ["purge", "--older-than", "1"]):
            self.assertEqual(self.run_tiendo(*WHO, "outbox", *words).returncode, USAGE, words)
            self.assertEqual(self.run_tiendo("outbox", *words, *WHY).returncode, USAGE, words)
        self.assertEqual(self.state("k1"), "waiting")

    def test_decisions_stand_in_the_journal_with_who_and_why(self):
        self.simulated()
        self.put("k1", "999")
        self.works("outbox", "deliver", env=SECRET)
        self.works(*WHO, "outbox", "edit", "k1", "--record", self.record("002"), *WHY)
        self.works(*WHO, "outbox", "retry", "k1", *WHY)
        self.works("outbox", "deliver", env=SECRET)
        self.assertEqual(self.state("k1"), "delivered")
        entries = {entry["action"]: entry for entry in json.loads(self.works("--format", "json", "journal", "show"))}
        for action in ("outbox.edit", "outbox.retry"):
            self.assertEqual((entries[action]["actor"], entries[action]["why"]), (WHO[1], WHY[1]))
        self.works("journal", "verify")

    def test_many_go_by_connection_and_cause(self):
        self.simulated()
        for key in ("k1", "k2", "k3"):
            self.put(key, "999")
        self.works("outbox", "deliver", env=SECRET)
        many = lambda *words: self.works(*WHO, "outbox", *words, "--connection", "tp", *WHY)
        self.assertEqual(many("retry", "--cause", "transient"), "0 deliveries  let go\n")
        self.assertEqual(many("retry", "--cause", "rejected"), "3 deliveries  let go\n")
        self.assertEqual(many("discard", "--state", "waiting"), "3 deliveries  discarded\n")
        self.assertEqual(self.run_tiendo(*WHO, "outbox", "discard", *WHY).returncode, USAGE)
        self.assertEqual(self.run_tiendo(*WHO, "outbox", "discard", "k1", "--connection", "tp", *WHY).returncode, USAGE)

    def test_a_report_that_contradicts_is_told(self):
        self.simulated()
        self.put("k1")
        self.works("outbox", "deliver", env=SECRET)
        run = self.run_tiendo(*WHO, "outbox", "report", "k1", "rejected", *WHY)
        self.assertEqual((run.returncode, run.stdout), (1, "k1  delivered\n"), run.stderr)
        self.refused(INPUT, "unknown", *WHO, "outbox", "report", "k1", "unknown", *WHY)
        self.refused(INPUT, "use one of", *WHO, "outbox", "report", "k1", "perhaps", *WHY)

    def test_a_purge_takes_records_and_keeps_deliveries(self):
        self.simulated()
        self.put("k1")
        self.works("outbox", "deliver", env=SECRET)
        self.assertEqual(self.works(*WHO, "outbox", "purge", "--older-than", "1", *WHY), "0 records purged\n")
        self.refused(INPUT, "not purged", *WHO, "outbox", "purge", "--older-than", "1", "--state", "dead", *WHY)
        later = [TIENDO, "--db", f"sqlite:{self.db}", "--at", "2021-05-22T09:00:00+07:00", *WHO, "outbox", "purge", "--older-than", "1", *WHY]
        self.assertEqual(subprocess.run(later, capture_output=True, text=True, check=True, timeout=120).stdout, "1 records purged\n")
        shown = self.rows("show", "k1")[0]
        self.assertEqual((shown["state"], shown["record"], len(shown["purged_sha256"])), ("delivered", "", 64))
        self.works("journal", "verify")

    def test_what_is_wrong_is_said(self):
        self.simulated()
        good = self.record()
        put = lambda *words: ("outbox", "put", *words)
        self.refused(NOT_FOUND, "none", *put("none", "requests", "--key", "k", "--record", good))
        self.refused(NOT_FOUND, "none", *put("tp", "none", "--key", "k", "--record", good))
        self.refused(INPUT, "record", *put("tp", "requests", "--key", "k", "--record", self.file("bad.json", "{}")))
        self.refused(INPUT, "key", *put("tp", "requests", "--key", "k k", "--record", good))
        self.put("k1")
        self.refused(CONFLICT, "another delivery", *put("tp", "requests", "--key", "k1", "--record", self.record("002", "other.json")))
        self.refused(NOT_FOUND, "no delivery 'none'", "outbox", "show", "none")
        self.refused(CONFLICT, "it is waiting", *WHO, "outbox", "retry", "k1", *WHY)
        self.refused(INPUT, "use one of", "outbox", "list", "--state", "gone")

    def test_what_goes_to_a_system_that_is_down_waits(self):
        self.connect("http://127.0.0.1:9")
        self.put("k1")
        row = self.rows("deliver", env=SECRET)[0]
        self.assertEqual((row["sent"], row["delivered"]), (1, 0))
        self.assertGreater(row["next"], AT)
        self.assertEqual(self.rows("list")[0]["cause"], "transient")
        self.assertEqual(self.state("k1"), "waiting")

    def test_a_call_that_fails_as_a_whole_decides_the_status_and_holds_the_connection(self):
        self.simulated()
        self.put("k1")
        run = self.run_tiendo("outbox", "deliver", env={"TIENDO_TEST_KEY": "mat-khau-sai"})
        self.assertEqual(run.returncode, CONFIG, run.stderr)
        self.assertIn("connection 'tp'", run.stderr)
        self.assertNotIn("mat-khau-sai", run.stderr + run.stdout)
        held = self.run_tiendo("--format", "json", "outbox", "deliver", env=SECRET)
        self.assertEqual(json.loads(held.stdout)[0]["calls"], 0)
        self.assertIn("connection 'tp' waits until 2021-05-20T10:00:00+07:00", held.stderr)
        self.works(*WHO, "outbox", "resume", "tp", *WHY)
        self.assertEqual(self.rows("deliver", env=SECRET)[0]["delivered"], 1)

    def test_a_signal_ends_it_well_and_the_rest_waits(self):
        asked = threading.Event()
        go_on = threading.Event()

        def slow(handler):
            asked.set()
            go_on.wait(60)
            whole(200, '[{"service_request_id":"X-1"}]')(handler)

        server = Server(slow)
        self.addCleanup(server.stop)
        self.connect(server.url)
        for key in ("k1", "k2"):
            self.put(key)
        command = [TIENDO, "--db", f"sqlite:{self.db}", "--at", AT, "--adapters", ADAPTERS, "outbox", "deliver"]
        run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **SECRET})
        self.assertTrue(asked.wait(60))
        run.send_signal(signal.SIGTERM)
        while is_pending(run.pid, signal.SIGTERM):  # before the command has taken it, it would send on
            os.sched_yield()
        go_on.set()
        _, errors = run.communicate(timeout=60)
        self.assertEqual(run.returncode, CANCELLED, errors)
        self.assertEqual((self.state("k1"), self.state("k2")), ("delivered", "waiting"))


if __name__ == "__main__":
    main()

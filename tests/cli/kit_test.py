#!/usr/bin/env python3
"""`tiendo adapter test`: what it is given, what it says, and its exit code.

usage: kit_test.py TIENDO ADAPTER_FOLDER SOURCE_DIR SUITE
"""
import http.server
import pathlib
import threading
import xml.etree.ElementTree

from case import ADAPTERS, CONFIG, INPUT, NOT_FOUND, Case, main

ADAPTER = pathlib.Path(ADAPTERS) / "tiendo-van-ban.so"


class Desk(http.server.BaseHTTPRequestHandler):
    """An empty register that wants the key 'khoa-dung'."""

    def do_GET(self):
        good = self.headers.get("X-Khoa-Truy-Cap") == "khoa-dung"
        body = b'{"vanBan":[],"tiepTheo":0,"con":false}' if good else b""
        self.send_response(200 if good else 401)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class AdapterTest(Case):
    def setUp(self):
        super().setUp()
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Desk)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.against = ("--against", f"http://127.0.0.1:{server.server_port}")

    def test_a_wrong_file_setting_or_word_is_refused_before_anything_is_tried(self):
        self.refused(NOT_FOUND, "there is no file", "adapter", "test", "nowhere.so")
        self.refused(NOT_FOUND, "none.toml", "adapter", "test", ADAPTER, "--config", "none.toml")
        broken = self.file("broken.toml", "url = \n")
        self.refused(INPUT, "broken.toml", "adapter", "test", ADAPTER, "--config", broken)
        unknown = self.file("unknown.toml", 'adress = "http://127.0.0.1"\n')
        self.refused(CONFIG, "adress", "adapter", "test", ADAPTER, "--config", unknown, *self.against)
        day = self.file("day.toml", "url = 2021-05-20\n")
        self.refused(INPUT, "'url' is no text", "adapter", "test", ADAPTER, "--config", day)
        self.refused(INPUT, "has no '='", "adapter", "test", ADAPTER, "--skip", "reads", *self.against)
        self.refused(INPUT, "is no rule", "adapter", "test", ADAPTER, "--skip", "no-such=rule", *self.against)
        self.refused(INPUT, "--isolation", "adapter", "test", ADAPTER, "--isolation", "outside", *self.against)
        request = self.file("request", "GET http://elsewhere/\n")
        self.refused(INPUT, "is no request", "adapter", "test", ADAPTER, "--request", request, *self.against)
        self.refused(INPUT, "ftp", "adapter", "test", ADAPTER, "--against", "ftp://127.0.0.1")

    def test_a_failed_rule_gives_status_1_and_says_how_to_mend_it(self):
        run = self.run_tiendo("adapter", "test", ADAPTER, *self.against)  # without its key
        self.assertEqual(run.returncode, 1, run.stdout + run.stderr)
        self.assertIn("FAILED check-passes: ", run.stdout)
        self.assertIn("to mend:  ", run.stdout)

    def test_secrets_come_from_files_and_the_verdicts_go_to_junit(self):
        key = self.file("key", "khoa-dung\n")
        key.chmod(0o600)
        config = self.file("config.toml", f'[secrets]\nkey = "file:{key}"\n')
        junit = self.folder / "kit.xml"
        run = self.run_tiendo("adapter", "test", ADAPTER, "--config", config, "--skip", "check-passes=the register is empty",
                              "--skip", "reads=the register is empty", *self.against, "--junit", junit)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        self.assertIn("skipped check-passes: the register is empty", run.stdout)
        cases = {case.get("name"): [child.tag for child in case] for case in xml.etree.ElementTree.parse(junit).iter("testcase")}
        self.assertEqual(cases["check-passes"], ["skipped"])
        self.assertEqual(cases["manifest"], [])


if __name__ == "__main__":
    main()

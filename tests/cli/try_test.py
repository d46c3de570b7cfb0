#!/usr/bin/env python3
"""`tiendo adapter try`, and a profile in the place of an object.

usage: try_test.py TIENDO ADAPTER_FOLDER SOURCE_DIR SUITE
"""
import csv
import http.server
import io
import json
import pathlib
import threading

from case import ADAPTERS, CONFIG, INPUT, NOT_FOUND, REMOTE, Case, main

PROFILE = pathlib.Path(ADAPTERS) / "van-ban-rest.profile.toml"
LISTS = pathlib.Path(ADAPTERS) / "ho-so-bang-ke.profile.toml"


def document(number, **changes):
    """Invented, as the register writes it."""
    return {"id": f"VB-{number}", "thuTu": number, "soKyHieu": f"{number}/BC-UBND", "ngayBanHanh": "12/04/2021", "loai": "Báo cáo",
            "coQuanBanHanh": "UBND Phường 7", "coQuanBanHanhMa": "000.07.12.H99", "huong": "den", "trichYeu": "Báo cáo", "vanBanLienQuan": [],
            "traLoiVanBan": None, "ngayDen": "13/04/2021", "hanXuLy": None, "trangThai": "moi", "xoa": False, "capNhat": "x", **changes}


def answer(*documents):
    return {"vanBan": documents, "tiepTheo": 9, "con": False}


class Desk(http.server.BaseHTTPRequestHandler):
    """A register of three documents that wants the key 'khoa-dung'."""

    def do_GET(self):
        good = self.headers.get("X-Khoa-Truy-Cap") == "khoa-dung"
        behind = "tu=9" in self.path
        body = json.dumps(answer(*([] if behind else map(document, (7, 8, 9))))).encode()
        self.send_response(200 if good else 401)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class AdapterTry(Case):
    def setUp(self):
        super().setUp()
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Desk)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{server.server_port}"
        self.key = self.secret("key", "khoa-dung")

    def secret(self, name, text):
        path = self.file(name, text)
        path.chmod(0o600)
        return f"key=file:{path}"

    def saved(self, *documents):
        return self.file("answer.json", json.dumps(answer(*documents)))

    def test_records_of_a_running_system_are_shown_as_table_json_and_csv(self):
        words = ("adapter", "try", PROFILE, "--against", self.url, "--secret", self.key)
        table = self.works(*words)
        self.assertIn("VB-8", table)
        self.assertIn("Everything mapped.", table)
        rows = json.loads(self.works("--format", "json", *words, "--limit", "2"))
        self.assertEqual([row["id"] for row in rows], ["VB-7", "VB-8"])
        self.assertEqual(rows[0]["arrived_on"], "2021-04-13")
        self.assertEqual(rows[0]["sequence"], 7)
        read = list(csv.DictReader(io.StringIO(self.works("--format", "csv", *words))))
        self.assertEqual([row["number"] for row in read], ["7/BC-UBND", "8/BC-UBND", "9/BC-UBND"])

    def test_text_of_a_neighbour_is_no_formula_in_csv_and_its_numbers_stay_numbers(self):
        words = ("adapter", "try", PROFILE, "--against", self.saved(document(-7, trichYeu='=HYPERLINK("http://x")'), document(8, trichYeu="'=1")))
        read = list(csv.DictReader(io.StringIO(self.works("--format", "csv", *words))))
        self.assertEqual([row["subject"] for row in read], ["'=HYPERLINK(\"http://x\")", "''=1"])
        self.assertEqual([row["sequence"] for row in read], ["-7", "8"])
        rows = json.loads(self.works("--format", "json", *words))
        self.assertEqual([row["subject"] for row in rows], ['=HYPERLINK("http://x")', "'=1"])

    def test_what_does_not_map_is_told_with_count_example_and_line(self):
        path = self.saved(document(1), document(2, huong="noi_bo"), document(3, huong="noi_bo"), document(4, ngayBanHanh="2021-04-12"),
                          document(5, nguoiKy="x"))
        run = self.run_tiendo("adapter", "try", PROFILE, "--against", path)
        self.assertEqual(run.returncode, 1, run.stderr)
        profile = PROFILE.read_text(encoding="utf-8").splitlines()
        told = run.stdout.split("What did not map")[1].splitlines()
        unknown = next(line for line in told if "unknown code" in line)
        self.assertEqual(unknown.split()[3:7], ["/huong", "noi_bo", "direction", "2"])
        self.assertIn("direction", profile[int(unknown.split()[0]) - 1])
        self.assertIn("/nguoiKy", run.stdout)
        self.assertIn("2021-04-12", run.stdout)

    def test_a_program_that_reads_json_gets_records_alone_and_the_rest_on_standard_error(self):
        run = self.run_tiendo("--format", "json", "adapter", "try", PROFILE, "--against", self.saved(document(2, huong="noi_bo")))
        self.assertEqual(run.returncode, 1)
        self.assertEqual(len(json.loads(run.stdout)), 1)
        self.assertIn("unknown code", run.stderr)

    def test_members_that_nobody_takes_do_no_harm(self):
        self.assertIn("not taken", self.works("adapter", "try", PROFILE, "--against", self.saved(document(5, nguoiKy="x"))))

    def test_a_table_is_tried_as_a_file(self):
        table = self.file("bang-ke.csv", "Mã hồ sơ,Đơn vị,Mã thủ tục,Kênh tiếp nhận,Trạng thái,Ngày tiếp nhận\nHS-1,P07,2.000815,Trực tiếp,Đang xử lý,5/4/2021\n")
        rows = json.loads(self.works("--format", "json", "adapter", "try", LISTS, "--against", table))
        self.assertEqual((rows[0]["id"], rows[0]["day"], rows[0]["state"]), ("HS-1", "2021-04-05", "processing"))

    def test_what_is_wrong_is_told_before_anything_is_shown(self):
        self.refused(NOT_FOUND, "none.profile.toml", "adapter", "try", "none.profile.toml", "--against", self.saved())
        self.refused(NOT_FOUND, "none.json", "adapter", "try", PROFILE, "--against", "none.json")
        self.refused(NOT_FOUND, "no stream 'dossiers'", "adapter", "try", PROFILE, "--against", self.saved(), "--stream", "dossiers")
        broken = self.file("broken.profile.toml", PROFILE.read_text(encoding="utf-8").replace("vendor =", "vendr ="))
        self.refused(INPUT, "line 4", "adapter", "try", broken, "--against", self.saved())
        self.refused(CONFIG, "nothing", "adapter", "try", PROFILE, "--against", self.url, "--set", "nothing=1", "--secret", self.key)
        self.refused(CONFIG, "secret", "adapter", "try", PROFILE, "--against", self.url)
        wrong = self.secret("wrong", "falsch")
        self.refused(CONFIG, "401", "adapter", "try", PROFILE, "--against", self.url, "--secret", wrong)
        self.refused(REMOTE, "not JSON", "adapter", "try", PROFILE, "--against", self.file("page.json", "{"))

    def test_a_profile_is_listed_described_connected_and_pulled_like_an_object(self):
        self.assertIn("van-ban-rest", self.works("adapter", "list"))
        self.assertIn("talks to config:url", self.works("adapter", "describe", "van-ban-rest"))
        self.works("init")
        self.works("connection", "add", "register", "--adapter", "van-ban-rest", "--set", f"url={self.url}", "--secret", self.key)
        self.assertIn("can be read", self.works("adapter", "check", "register"))
        row = json.loads(self.works("--format", "json", "sync", "run"))[0]
        self.assertIn(3, row.values())
        self.assertEqual(json.loads(self.works("--format", "json", "sync", "dead")), [])

    def test_the_kit_tries_a_profile_too(self):
        run = self.run_tiendo("adapter", "test", PROFILE, "--against", self.url, "--secret", self.key)
        self.assertIn("van-ban-rest 0.1.0: ", run.stdout)
        self.assertIn("0 failed", run.stdout, run.stdout)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Who gets into the desk and for how long: tokens, sessions, limits, headers, TLS."""
import hashlib
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from case import CYCLE, DATABASE, PLAN_7, PROGRAM, WARD_4, Case, main
from desk import Desk, Visitor, signed_in, trusting


class SessionsAndLimits(Case):
    def test_a_session_ends_after_half_an_hour_without_a_request_and_keeps_what_was_typed(self):
        ward = signed_in(self.desk, self.desk.ward_4)
        self.desk.set_clock("2021-05-20T09:29:59+07:00")
        form = self.shown(ward.get(WARD_4)).form("/van-ban/gui")
        self.desk.set_clock("2021-05-20T09:59:59+07:00")
        before = self.journal()
        answer = ward.post("/van-ban/gui", {**form, "muc-5": "Đã soạn <lâu>"})
        self.assertIn("Phiên làm việc đã hết", self.refused(403, answer))
        self.assertEqual(answer.page.all("textarea")[0]["text"].strip(), "Đã soạn <lâu>")
        self.refused(401, ward.get(WARD_4))
        self.assertEqual(self.journal(), before)

    def test_a_session_ends_eight_hours_after_signing_in_whatever_is_done(self):
        office = signed_in(self.desk, self.desk.office)
        for minutes in range(20, 8 * 60, 20):
            self.desk.set_clock(f"2021-05-20T{9 + minutes // 60:02}:{minutes % 60:02}:00+07:00")
            self.assertEqual(office.get("/").status, 303)
        self.shown(office.get("/bang-theo-doi"))
        self.desk.set_clock("2021-05-20T17:00:00+07:00")
        self.refused(401, office.get("/bang-theo-doi"))

    def test_signing_out_ends_the_session_for_every_copy_of_its_cookie(self):
        office = signed_in(self.desk, self.desk.office)
        copy = Visitor(self.desk)
        copy.cookies = dict(office.cookies)
        self.assertEqual(office.post("/dang-xuat", self.shown(office.get("/bang-theo-doi")).form("/dang-xuat")).status, 303)
        self.assertEqual(office.cookies, {})
        self.refused(401, copy.get("/bang-theo-doi"))

    def test_a_session_never_has_an_id_that_was_there_before_signing_in(self):
        visitor = Visitor(self.desk)
        visitor.cookies["desk"] = "0" * 64
        visitor.sign_in(self.desk.ward_4)
        self.assertRegex(visitor.cookies["desk"], "^[0-9a-f]{64}$")
        self.assertNotEqual(visitor.cookies["desk"], "0" * 64)
        first = visitor.cookies["desk"]
        visitor.sign_in(self.desk.ward_4)
        self.assertNotEqual(visitor.cookies["desk"], first)

    def test_signing_in_is_held_after_ten_attempts_until_time_has_passed(self):
        visitor = Visitor(self.desk)
        for _ in range(10):
            self.assertIn("không đúng", self.refused(403, visitor.sign_in("0" * 64)))
        answer = visitor.sign_in(self.desk.office)
        self.assertIn("quá nhiều lần", self.refused(429, answer))
        self.assertEqual(answer.headers["Retry-After"], "60")
        self.desk.set_clock("2021-05-20T09:01:00+07:00")
        self.assertEqual(visitor.sign_in(self.desk.office).status, 303)
        self.refused(429, visitor.sign_in(self.desk.office))

    def test_a_session_posts_sixty_times_a_minute_at_most_and_others_are_not_held(self):
        ward, office = signed_in(self.desk, self.desk.ward_4), signed_in(self.desk, self.desk.office)
        form = self.shown(ward.get(WARD_4)).form("/van-ban/gui")
        statuses = [ward.post("/van-ban/gui", form).status for _ in range(61)]
        self.assertEqual(statuses, [400] * 60 + [429])
        self.assertEqual(ward.get(WARD_4).status, 200)
        back = self.shown(office.get(PLAN_7)).form("/van-ban/tiep-nhan")
        self.assertEqual(office.post("/van-ban/tiep-nhan", back).status, 303)


class Headers(Case):
    def test_every_answer_carries_the_headers_that_fence_it_in(self):
        office = signed_in(self.desk, self.desk.office)
        for target in ("/", "/dang-nhap", "/bang-theo-doi", "/style.css", "/icon.svg", "/khong-co", f"/bao-cao/ban-in?ky={CYCLE}"):
            with self.subTest(target):
                headers = office.get(target).headers
                policy = headers["Content-Security-Policy"]
                self.assertTrue(policy.startswith("default-src 'none'"))
                self.assertNotIn("unsafe", policy)
                self.assertNotIn("script-src", policy)
                for part in ("form-action", "base-uri 'none'", "frame-ancestors 'none'"):
                    self.assertIn(part, policy)
                self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
                self.assertEqual(headers["X-Frame-Options"], "DENY")
                self.assertEqual(headers["Referrer-Policy"], "same-origin")
                self.assertIn("no-store" if target[1:2] not in ("s", "i") else "immutable", headers["Cache-Control"])

    def test_cookies_are_out_of_the_reach_of_scripts_and_of_other_sites(self):
        visitor = Visitor(self.desk)
        for answer in (visitor.get("/dang-nhap"), visitor.sign_in(self.desk.ward_4)):
            for cookie in answer.headers.get_all("Set-Cookie"):
                self.assertIn("; Path=/; HttpOnly; SameSite=Strict", cookie)
                self.assertNotIn("Domain", cookie)

    def test_the_style_is_asked_for_by_its_digest(self):
        page = Visitor(self.desk).get("/dang-nhap").page
        (style,) = page.all("link", rel="stylesheet")
        body = Visitor(self.desk).get(style["attributes"]["href"]).body
        self.assertEqual(style["attributes"]["href"], "/style.css?" + hashlib.sha256(body).hexdigest()[:16])

    def test_the_log_names_who_acts_and_no_secret(self):
        office = signed_in(self.desk, self.desk.office)
        Visitor(self.desk).sign_in("f" * 64)
        secrets = [self.desk.office, "f" * 64, *office.cookies.values()]
        self.end()
        self.assertIn("Phòng Nội vụ", self.desk.log)
        self.assertIn("sign-in refused", self.desk.log)
        self.assertFalse([each for each in secrets if each in self.desk.log])


class Tokens(Case):
    def test_tokens_are_kept_as_digests_and_one_that_is_taken_out_counts_no_more(self):
        kept = self.desk.tokens.read_text(encoding="utf-8")
        self.assertEqual(self.desk.tokens.stat().st_mode & 0o077, 0)
        self.assertNotIn(self.desk.office, kept)
        self.assertIn(hashlib.sha256(self.desk.office.encode()).hexdigest() + " phong-noi-vu Phòng Nội vụ\n", kept)
        self.desk.tokens.write_text("".join(line for line in kept.splitlines(True) if " phong-noi-vu " not in line), encoding="utf-8")
        self.assertEqual(Visitor(self.desk).sign_in(self.desk.office).status, 403)
        self.assertEqual(Visitor(self.desk).sign_in(self.desk.ward_4).status, 303)

    def test_what_is_no_token_of_ours_is_refused(self):
        weak = "mat-khau"
        with open(self.desk.tokens, "a", encoding="utf-8") as file:
            file.write(f"{hashlib.sha256(weak.encode()).hexdigest()} phong-noi-vu Mã yếu\n")
        for wrong in ("", weak, self.desk.office.upper(), self.desk.office + "0", self.desk.office[:-1]):
            self.assertEqual(Visitor(self.desk).sign_in(wrong).status, 403, wrong)

    def test_a_file_that_others_may_write_or_that_cannot_be_read_stops_the_start(self):
        start = [PROGRAM, "--db", f"sqlite:{self.desk.db}", "--tokens", self.desk.tokens]
        self.desk.tokens.chmod(0o620)
        self.fails("others may write to it", *start)
        self.desk.tokens.chmod(0o600)
        self.desk.tokens.write_text("x\n", encoding="utf-8")
        self.fails("line 1: this is no entry of somebody who may sign in", *start)
        self.desk.tokens.write_text("x phong-noi-vu Ai đó\n", encoding="utf-8")
        self.fails("'Ai đó' has no digest of a token", *start)
        self.fails("at 0.0.0.0 others would read what is sent", *start, "--address", "0.0.0.0")
        self.fails("nobody could sign in", PROGRAM, "--db", f"sqlite:{self.desk.db}")
        self.fails("there is no such plan", PROGRAM, "--db", f"sqlite:{self.desk.db}", "--visit", "--plan", "khac")
        self.fails("is not a unit id", PROGRAM, "token", self.desk.folder / "new", "", "Không đơn vị")

    def fails(self, sentence, *command):
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn(sentence, done.stderr)

    def test_a_visit_signs_in_by_another_function_and_prints_the_heading(self):
        done = subprocess.run([PROGRAM, "--db", f"sqlite:{self.desk.db}", "--clock", self.desk.clock, "--visit"], capture_output=True,
                              text=True, timeout=60, check=True)
        self.assertRegex(done.stdout, r"^http://127\.0\.0\.1:\d+/\nBảng theo dõi: .+\nTình trạng lúc 9 giờ 00 phút ngày 20/5/2021\.\n$")


class Proxy(unittest.TestCase):
    """A reverse proxy has signed somebody in and says who it is in a header; it proves itself by a secret."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tiendo-desk-"))
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.people, self.secret = self.folder / "people", self.folder / "secret"
        self.proof = "0123456789abcdef" * 4
        self.write(self.people, "van-phong.p4 ubnd-phuong-4 Văn phòng - Thống kê, UBND Phường 4\nnoi-vu phong-noi-vu Phòng Nội vụ\n")
        self.write(self.secret, self.proof + "\n")
        self.words = ("--people", self.people, "--proxy-secret", self.secret)

    def write(self, file, text):
        file.write_text(text, encoding="utf-8")
        file.chmod(0o600)

    def desk(self, *words):
        desk = Desk(PROGRAM, DATABASE, *self.words, *words, tokens=False)
        self.addCleanup(lambda: self.assertEqual(desk.end(), 0))
        return desk

    def said(self, user, proof=None):
        return [("X-Remote-User", user), ("X-Proxy-Secret", self.proof if proof is None else proof)]

    def enters(self, visitor, headers):
        visitor.always = headers
        form = visitor.get("/dang-nhap").page.form("/dang-nhap")
        return visitor.post("/dang-nhap", form)

    def test_whom_the_proxy_names_is_signed_in_without_a_token_and_acts_for_the_unit_of_the_list(self):
        desk = self.desk()
        visitor = Visitor(desk)
        visitor.always = self.said("van-phong.p4")
        self.assertEqual(visitor.get("/dang-nhap").page.all("input", type="password"), [])
        self.assertEqual(self.enters(visitor, self.said("van-phong.p4")).status, 303)
        self.assertIn("Văn phòng - Thống kê, UBND Phường 4", visitor.get(WARD_4).page.all("div", **{"class": "who"})[0]["text"])
        self.assertEqual(visitor.get("/bang-theo-doi").status, 403)

    def test_a_name_without_the_proxys_proof_or_twice_or_of_a_stranger_is_refused(self):
        desk = self.desk()
        user, proof = self.said("noi-vu")
        for headers in ([user], [proof], self.said("noi-vu", ""), self.said("noi-vu", self.proof[:-1]), self.said("noi-vu", "f" * 64),
                        self.said("la-ai"), self.said(""), self.said("NOI-VU"), [user, user, proof], [user, ("x-remote-user", "van-phong.p4"), proof],
                        [user, proof, proof], [("X-Remote-User", "van-phong.p4"), *self.said("noi-vu")], []):
            self.assertEqual(self.enters(Visitor(desk), headers).status, 403, headers)
        self.assertEqual(self.enters(Visitor(desk), self.said("noi-vu")).status, 303)

    def test_a_session_ends_where_the_proxy_names_somebody_else_nobody_or_is_gone_round(self):
        desk = self.desk()
        for headers in (self.said("van-phong.p4"), [self.said("noi-vu")[1]], [self.said("noi-vu")[0]], []):
            visitor = Visitor(desk)
            self.assertEqual(self.enters(visitor, self.said("noi-vu")).status, 303)
            self.assertEqual(visitor.get("/bang-theo-doi").status, 200)
            visitor.always = headers
            self.assertEqual(visitor.get("/bang-theo-doi").status, 401, headers)
            visitor.always = self.said("noi-vu")
            self.assertEqual(visitor.get("/bang-theo-doi").status, 401, "the session is over for good")

    def test_who_is_taken_out_of_the_list_is_out_at_once_and_a_new_secret_counts_at_once(self):
        desk = self.desk()
        visitor, other = Visitor(desk), Visitor(desk)
        self.assertEqual(self.enters(visitor, self.said("noi-vu")).status, 303)
        self.write(self.people, "van-phong.p4 ubnd-phuong-4 Văn phòng - Thống kê, UBND Phường 4\n")
        self.assertEqual(visitor.get("/bang-theo-doi").status, 401)
        self.write(self.secret, "f" * 64)
        self.assertEqual(self.enters(other, self.said("van-phong.p4")).status, 403)
        self.assertEqual(self.enters(other, self.said("van-phong.p4", "f" * 64)).status, 303)

    def test_the_header_may_have_another_name_and_then_the_first_one_says_nothing(self):
        desk = self.desk("--user-header", "X-Forwarded-Preferred-Username")
        proof = self.said("noi-vu")[1]
        self.assertEqual(self.enters(Visitor(desk), self.said("noi-vu")).status, 403)
        self.assertEqual(self.enters(Visitor(desk), [("X-Forwarded-Preferred-Username", "noi-vu"), proof]).status, 303)

    def test_all_who_come_through_the_proxy_come_from_one_address_and_do_not_hold_each_other_up(self):
        desk = self.desk()
        for _ in range(12):
            self.assertEqual(self.enters(Visitor(desk), self.said("noi-vu")).status, 303)

    def test_neither_user_nor_secret_is_believed_from_files_that_others_could_have_written_or_read(self):
        start = [PROGRAM, "--db", f"sqlite:{DATABASE}"]
        fails = Tokens.fails
        fails(self, "give --people and --proxy-secret together", *start, "--people", self.people)
        fails(self, "give --people and --proxy-secret together", *start, "--proxy-secret", self.secret)
        fails(self, "by a token or by a proxy", *start, *self.words, "--tokens", self.people)
        self.secret.chmod(0o640)
        fails(self, "others may read it", *start, *self.words)
        self.write(self.secret, "ngan\n")
        fails(self, "shorter than 32 characters", *start, *self.words)
        self.write(self.secret, self.proof)
        self.people.chmod(0o620)
        fails(self, "others may write to it", *start, *self.words)


class Tls(unittest.TestCase):
    def test_over_tls_cookies_are_bound_to_it(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="tiendo-desk-"))
        self.addCleanup(shutil.rmtree, folder, True)
        certificate, key = folder / "certificate.pem", folder / "key.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
                        "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate], check=True,
                       capture_output=True)
        desk = Desk(PROGRAM, DATABASE, "--certificate", certificate, "--key", key, url="https")
        try:
            visitor = Visitor(desk, trusting(certificate))
            answer = visitor.sign_in(desk.ward_4)
            self.assertEqual(answer.status, 303, answer.body)
            self.assertIn("__Host-desk", visitor.cookies)
            self.assertTrue(all("; Secure" in each for each in answer.headers.get_all("Set-Cookie")))
            self.assertEqual(visitor.get(WARD_4).status, 200)
            self.assertIn("max-age=", answer.headers["Strict-Transport-Security"])
        finally:
            desk.end()


if __name__ == "__main__":
    main()

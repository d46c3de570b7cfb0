"""serve: other systems call us. The endpoint is judged by the rules of Open311 that judge its simulator."""
import base64
import hashlib
import hmac
import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from case import ADAPTERS, AT, CONFIG, NOT_FOUND, SOURCE, TIENDO, USAGE, Case, main
from other_side import Simulator

sys.path.insert(0, str(SOURCE / "tests/adapters"))
from open311_rules import KEY, check_served  # noqa: E402

BUSY, UNSUPPORTED = 8, 11
SERVICES = ("001=Vệ sinh môi trường; 002=Chiếu sáng công cộng; 003=Cây xanh; 004=Trật tự đô thị; 005=Cấp nước, thoát nước; "
            "006=Tiếng ồn; 007=Thủ tục hành chính; 008=Thái độ phục vụ của cán bộ, công chức")
WEBHOOK_KEY = bytes(range(32))


class Endpoint:
    """What urllib sees of a server, for the rules."""

    def __init__(self, base):
        self.base = base.rstrip("/")

    def call(self, method, target, body=None, headers=None):
        request = urllib.request.Request(self.base + target, data=body, method=method, headers=headers or {})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.headers["Content-Type"], answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers["Content-Type"], error.read()


class Serve:
    """tiendo serve, until end()."""

    def __init__(self, db, *words):
        command = [TIENDO, "--db", f"sqlite:{db}", "--at", AT, "--adapters", ADAPTERS, "serve", *map(str, words)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.lines = [self.process.stdout.readline()]
        if not self.lines[0].startswith("serving "):
            raise AssertionError(self.process.communicate()[1])
        self.url = self.lines[0].split()[1]

    def end(self, how=signal.SIGTERM):
        """The exit code and what stood on standard error."""
        self.process.send_signal(how)
        _, errors = self.process.communicate(timeout=60)
        return self.process.returncode, errors


class Serving(Case):
    def connect(self, *words):
        self.works("init")
        key = self.file("serve-key", KEY + "\n")
        secret = self.file("webhook-secret", "whsec_" + base64.b64encode(WEBHOOK_KEY).decode() + "\n")
        for file in (key, secret):
            file.chmod(0o600)
        self.works("connection", "add", "pa", "--adapter", "phan-anh", "--set", f"services={SERVICES}", "--secret", f"serve-key=file:{key}",
                   "--secret", f"webhook-secret=file:{secret}", *words)

    def serve(self, *words):
        serve = Serve(self.db, *words)
        self.addCleanup(serve.process.kill)
        return serve

    def test_the_endpoint_obeys_the_rules_of_open311_and_gives_what_it_read(self):
        simulator = Simulator("phan-anh")
        self.addCleanup(simulator.stop)
        self.connect("--set", f"url={simulator.url}", "--set", "since=2020-12-01", "--set", "jurisdiction=binhan.h99.example",
                     "--set", "public-url=https://pa.example.vn/", "--set", "contact=Văn phòng UBND")
        self.works("sync", "run")
        serve = self.serve("--port", "0", "--connection", "pa")
        check_served(Endpoint(serve.url), Endpoint(simulator.url))
        self.assertEqual(serve.end(), (0, ""))
        self.assertIn("the journal is whole", self.works("journal", "verify"))

    def test_a_pull_of_another_process_does_not_mind(self):
        simulator = Simulator("phan-anh", "--count", "300")
        self.addCleanup(simulator.stop)
        self.connect("--set", f"url={simulator.url}", "--set", "since=2020-12-01")
        serve = self.serve()
        self.works("sync", "run")
        self.assertEqual(Endpoint(serve.url).call("GET", "/requests/PA-000001.json")[0], 200)
        self.assertEqual(serve.end(), (0, ""))

    def test_a_signal_ends_it_in_order(self):
        self.connect()
        for how in (signal.SIGINT, signal.SIGTERM):
            serve = self.serve()
            self.assertEqual(Endpoint(serve.url).call("GET", "/requests.json")[0], 200)
            self.assertEqual(serve.end(how), (0, ""))

    def test_a_signed_notification_is_pulled_at_once(self):
        simulator = Simulator("phan-anh", "--count", "300")
        self.addCleanup(simulator.stop)
        self.connect("--set", f"url={simulator.url}", "--set", "since=2020-12-01")
        serve = self.serve()
        body = json.dumps({"type": "request.changed", "timestamp": AT, "data": {"service_request_id": "PA-000001"}}).encode()
        now = str(int(time.mktime(time.strptime("2021-05-20 02:00:00", "%Y-%m-%d %H:%M:%S")) - time.timezone))
        signature = hmac.new(WEBHOOK_KEY, b".".join([b"msg_1", now.encode(), body]), hashlib.sha256).digest()
        headers = {"webhook-id": "msg_1", "webhook-timestamp": now, "webhook-signature": "v1," + base64.b64encode(signature).decode()}
        self.assertEqual(Endpoint(serve.url).call("POST", "/webhook", body, headers)[0], 204)
        for _ in range(600):
            if Endpoint(serve.url).call("GET", "/requests/PA-000001.json")[0] == 200:
                break
            time.sleep(0.1)
        else:
            self.fail("the notification was not followed by a pull")
        self.assertEqual(serve.end(), (0, ""))

    def test_a_signal_ends_a_pull_that_waits(self):
        self.connect("--set", "url=http://127.0.0.1:9", "--set", "since=2020-12-01")  # nobody listens there
        serve = self.serve()
        body = b'{"type":"request.changed","data":{"service_request_id":"PA-000001"}}'
        now = "1621476000"
        signature = hmac.new(WEBHOOK_KEY, b".".join([b"msg_1", now.encode(), body]), hashlib.sha256).digest()
        headers = {"webhook-id": "msg_1", "webhook-timestamp": now, "webhook-signature": "v1," + base64.b64encode(signature).decode()}
        self.assertEqual(Endpoint(serve.url).call("POST", "/webhook", body, headers)[0], 204)
        before = time.monotonic()
        code, errors = serve.end()
        self.assertEqual(code, 0, errors)
        self.assertLess(time.monotonic() - before, 20)

    def test_hostile_bytes_get_an_answer_and_the_next_one_is_served(self):
        self.connect()
        serve = self.serve()
        host, port = serve.url.split("/")[2].split(":")
        for attack in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"GET /pa/requests.json HTTP/1.1\r\n\r\n", b"GET " + b"/" * 100_000 + b" HTTP/1.1\r\nHost: h\r\n\r\n",
                       b"POST /pa/requests.json HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999\r\n\r\n",
                       b"POST /pa/webhook HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"GET /pa/../../etc/passwd HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"):
            with socket.create_connection((host, int(port)), timeout=20) as peer:
                peer.sendall(attack)
                peer.shutdown(socket.SHUT_WR)
                answer = b""
                try:
                    while piece := peer.recv(65536):
                        answer += piece
                except ConnectionResetError:
                    pass
                self.assertNotIn(b" 200 ", answer[:20])
        self.assertEqual(Endpoint(serve.url).call("GET", "/requests.json")[0], 200)
        self.assertEqual(serve.end(), (0, ""))

    def test_what_is_wrong_is_said_at_once(self):
        self.works("init")
        self.refused(UNSUPPORTED, "no connection can be called", "serve")
        self.works("connection", "add", "vb", "--adapter", "van-ban", "--set", "url=http://127.0.0.1:9", "--secret", "key=env:KEY", env={"KEY": "k"})
        self.refused(UNSUPPORTED, "answers no requests", "serve", "--connection", "vb")
        self.refused(NOT_FOUND, "none", "serve", "--connection", "none")
        self.works("connection", "add", "pa", "--adapter", "phan-anh")
        self.refused(CONFIG, "the address is not an IP address", "serve", "--address", "localhost")
        self.refused(CONFIG, "cert.pem", "serve", "--certificate", self.folder / "cert.pem", "--key", self.folder / "key.pem")
        self.assertEqual(self.run_tiendo("serve", "--port", "70000").returncode, USAGE)
        self.assertEqual(self.run_tiendo("serve", "--certificate", "x").returncode, USAGE)
        serve = self.serve()
        port = serve.url.split(":")[2].split("/")[0]
        self.refused(BUSY, "the port is taken", "serve", "--port", port)
        self.assertEqual(serve.end(), (0, ""))


if __name__ == "__main__":
    main()

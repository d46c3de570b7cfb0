"""Neighbouring systems as tests of the command meet them: the simulators, and servers that say anything."""
import http.server
import pathlib
import ssl
import subprocess
import threading

from case import TIENDO


class Simulator:
    """One of tiendo-sim-*, until stop()."""

    def __init__(self, name, *options):
        program = pathlib.Path(TIENDO).parent / f"tiendo-sim-{name}"
        self.process = subprocess.Popen([program, "--port", "0", *map(str, options)], stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().rpartition(":")[2])
        self.url = f"http://127.0.0.1:{self.port}"

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


class Server:
    """Answers each request by answer(handler), until stop()."""

    def __init__(self, answer, certificate=None, key=None):
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                answer(self)

            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                answer(self)

            def log_message(self, *_):
                pass

        class Quiet(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request, client_address):
                pass  # a client that hangs up is what these tests are about

        self.server = Quiet(("127.0.0.1", 0), Handler)
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate, key)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        self.url = f"{'https' if certificate else 'http'}://127.0.0.1:{self.port}"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def whole(status, body, kind="application/json", **headers):
    """An answer with its true length."""

    def answer(handler):
        content = body.encode()
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


class Stream:
    """A JSON string of that many bytes, in chunks of 1 MiB without a length, or with one."""

    def __init__(self, size, announced):
        self.size, self.announced, self.sent = size, announced, 0

    def __call__(self, handler):
        piece = b"a" * (1 << 20)
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        if self.announced:
            handler.send_header("Content-Length", str(self.size))
        else:
            handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        try:
            while self.sent < self.size:
                handler.wfile.write(piece if self.announced else b"%x\r\n%s\r\n" % (len(piece), piece))
                self.sent += len(piece)
            if not self.announced:
                handler.wfile.write(b"0\r\n\r\n")
        except OSError:
            handler.close_connection = True  # the client has hung up


def self_signed(folder, name="127.0.0.1"):
    """(certificate, key) that no authority has signed."""
    certificate, key = folder / "server.pem", folder / "server.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                    "-subj", "/CN=invented", "-addext", f"subjectAltName=IP:{name}", "-keyout", key, "-out", certificate],
                   check=True, capture_output=True)
    return certificate, key

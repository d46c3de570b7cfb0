#!/usr/bin/env python3
"""Plays the other side for the tests: a register of notices. Every unit and notice is invented.

TODO 6: make it answer as your system does, from its documents. It shares no code with the adapter, so that the two
cannot agree on the same mistake.

    GET /notices?after=N&count=M    changes behind N in their order, M of them at most (1 to 100)
    GET /notices?id=A&id=B          the notices of these ids, as far as they exist
        X-Api-Key: KEY              401 without it
    {"items": [{"id", "issued", "number", "kind", "issuer", "subject", "changed"},
               {"id", "issued", "changed", "deleted": true}],
     "next": N, "more": true}
"""
import argparse
import http.server
import json
import sys
import urllib.parse


def register(count):
    """Each notice stands at its last change; every seventh was deleted, which is a change too."""
    notices = []
    for number in range(1, count + 1):
        notice = {"id": f"tb-{number}", "issued": f"2021-{1 + number % 12:02}-{1 + number % 28:02}", "changed": number}
        if number % 7 == 0:
            notice["deleted"] = True
        else:
            notice.update(number=f"{number}/TB-UBND", kind="Thông báo", issuer="UBND Phường 7",
                          subject=f"Lịch tiếp công dân số {number}")
        notices.append(notice)
    return notices


class Register(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        target = urllib.parse.urlsplit(self.path)
        query = urllib.parse.parse_qs(target.query)
        self.server.requests += 1
        if self.headers.get("X-Api-Key") != self.server.key:
            self.answer(401, {"error": "unknown key"})
        elif self.server.busy_every and self.server.requests % self.server.busy_every == 0:
            self.answer(429, {"error": "too many requests"}, {"Retry-After": "1"})
        elif target.path != "/notices":
            self.answer(404, {"error": "no such address"})
        elif "id" in query:
            found = [notice for notice in self.server.notices if notice["id"] in query["id"] and "deleted" not in notice]
            self.answer(200, {"items": found, "next": 0, "more": False})
        else:
            self.page(query)

    def page(self, query):
        try:
            after, count = int(query.get("after", ["0"])[0]), int(query.get("count", ["100"])[0])
        except ValueError:
            return self.answer(400, {"error": "after and count are whole numbers"})
        if after < 0 or not 1 <= count <= 100:
            return self.answer(400, {"error": "after is 0 or more, count is 1 to 100"})
        behind = [notice for notice in self.server.notices if notice["changed"] > after]
        items = behind[:count]
        return self.answer(200, {"items": items, "next": items[-1]["changed"] if items else after,
                                 "more": len(behind) > len(items)})

    def answer(self, status, value, headers={}):
        body = json.dumps(value, ensure_ascii=False).encode()
        self.send_response(status)
        for name, text in {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def main():
    parser = argparse.ArgumentParser(description="a register of invented notices")
    parser.add_argument("--port", type=int, default=0, help="0: any free one")
    parser.add_argument("--key", default="khoa-thu-nghiem", help="the access key that it wants")
    parser.add_argument("--count", type=int, default=20, help="notices")
    parser.add_argument("--busy-every", type=int, default=0, help="each so many requests it answers 429")
    arguments = parser.parse_args()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", arguments.port), Register)
    server.daemon_threads = True
    server.key, server.busy_every, server.requests = arguments.key, arguments.busy_every, 0
    server.notices = register(arguments.count)
    print(f"listening on http://127.0.0.1:{server.server_port}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()

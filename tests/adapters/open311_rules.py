"""The rules of Open311 GeoReport v2 that an answer must obey: types, status codes, both formats."""
import json
import re
import urllib.parse
import xml.etree.ElementTree

DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
TEXT, TEXT_OR_NULL = (str,), (str, type(None))
KEY = "khoa-thu-nghiem"

SERVICE = {"service_code": TEXT, "service_name": TEXT, "description": TEXT_OR_NULL, "metadata": (bool,), "type": TEXT,
           "keywords": TEXT_OR_NULL, "group": TEXT_OR_NULL}
REQUEST = {"service_request_id": TEXT, "status": TEXT, "service_name": TEXT, "service_code": TEXT, "description": TEXT_OR_NULL,
           "requested_datetime": TEXT, "updated_datetime": TEXT, "address": TEXT_OR_NULL, "address_id": TEXT_OR_NULL,
           "zipcode": TEXT_OR_NULL, "lat": (float,), "long": (float,), "media_url": TEXT_OR_NULL}
MAY_BE_ABSENT = {"status_notes": TEXT_OR_NULL, "agency_responsible": TEXT_OR_NULL, "service_notice": TEXT_OR_NULL,
                 "expected_datetime": TEXT_OR_NULL}


def has_fields(record, required, optional):
    for name, types in required.items():
        assert name in record and type(record[name]) in types, f"{name} of {record}"
    for name, value in record.items():
        assert name in required or type(value) in optional[name], f"{name} of {record}"


# What an endpoint writes that keeps neither text nor place of a request.
WITHOUT_PLACE = {**REQUEST, "lat": (type(None),), "long": (type(None),)}


def check_request(request, required=REQUEST):
    has_fields(request, required, MAY_BE_ABSENT)
    assert request["status"] in ("open", "closed"), request
    for name in ("requested_datetime", "updated_datetime", "expected_datetime"):
        assert request.get(name) is None or DATE.fullmatch(request[name]), request


class Caller:
    def __init__(self, simulator, required=REQUEST):
        self.simulator = simulator
        self.required = required

    def get(self, target, expected):
        return self.ask("GET", target, None, expected)

    def post(self, fields, expected):
        form = urllib.parse.urlencode(fields).encode()
        return self.ask("POST", "/requests.json", form, expected)

    def ask(self, method, target, body, expected):
        headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"} if body else {}
        status, kind, content = self.simulator.call(method, target, body, headers)
        assert status == expected, f"{method} {target}: {status}, not {expected}: {content[:200]}"
        if ".xml" in target:
            assert kind == "text/xml; charset=utf-8" and content.startswith(b"<?xml") and b"encoding" in content[:60]
            return xml.etree.ElementTree.fromstring(content)
        assert kind == "application/json; charset=utf-8"
        answer = json.loads(content)
        if status != 200:
            assert answer and all(set(e) == {"code", "description"} and type(e["code"]) is str for e in answer), answer
        return answer


def check_services(caller, kind):
    discovery = caller.get("/discovery.json", 200)
    assert set(discovery) == {"changeset", "contact", "key_service", "endpoints"} and DATE.fullmatch(discovery["changeset"])
    endpoint, = discovery["endpoints"]
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert endpoint["type"] == kind and set(endpoint["formats"]) == {"text/xml", "application/json"}
    formats = caller.get("/discovery.xml", 200).findall("endpoints/endpoint/formats/format")
    assert [f.text for f in formats] == endpoint["formats"]

    services = caller.get("/services.json", 200)
    for service in services:
        has_fields(service, SERVICE, {})
        assert service["type"] in ("realtime", "batch", "blackbox")
        code = service["service_code"]
        if service["metadata"]:
            definition = caller.get(f"/services/{code}.json", 200)
            assert definition["service_code"] == code
            orders = [attribute["order"] for attribute in definition["attributes"]]
            assert len(set(orders)) == len(orders) and min(orders) > 0
            for attribute in definition["attributes"]:
                assert type(attribute["variable"]) is bool and type(attribute["required"]) is bool
                assert attribute["datatype"] in ("string", "number", "datetime", "text", "singlevaluelist", "multivaluelist")
            assert caller.get(f"/services/{code}.xml", 200).find("attributes/attribute/values/value/key") is not None
        else:
            caller.get(f"/services/{code}.json", 404)
    in_xml = caller.get("/services.xml", 200).findall("service")
    assert [s.findtext("service_code") for s in in_xml] == [s["service_code"] for s in services]


def check_lists(caller):
    requests = caller.get("/requests.json", 200)
    assert len(requests) == 1000
    for request in requests:
        check_request(request, caller.required)
    # An empty argument is as good as an absent one.
    assert caller.get("/requests.json?start_date=&end_date=&status=&service_code=&service_request_id=", 200) == requests
    span = "start_date=2021-03-01T00:00:00%2B07:00&end_date=2021-03-10T00:00:00%2B07:00"
    some = caller.get(f"/requests.json?{span}", 200)
    assert 0 < len(some) < 1000
    same = caller.get("/requests.json?start_date=2021-02-28T17:00:00Z&end_date=2021-03-09T17:00:00Z", 200)
    assert same == some
    opened = caller.get(f"/requests.json?{span}&status=open", 200)
    closed = caller.get(f"/requests.json?{span}&status=closed", 200)
    assert len(opened) + len(closed) == len(some) and all(r["status"] == "closed" for r in closed)
    assert caller.get(f"/requests.json?{span}&status=open,closed", 200) == some
    assert {r["service_code"] for r in caller.get(f"/requests.json?{span}&service_code=001,003", 200)} == {"001", "003"}
    # A plus sign that was not encoded is a blank.
    caller.get("/requests.json?start_date=2021-03-01T00:00:00+07:00", 400)
    caller.get("/requests.json?start_date=2021-03-01", 400)
    caller.get("/requests.json?start_date=2021-01-01T00:00:00Z&end_date=2021-04-02T00:00:00Z", 400)
    caller.get("/requests.json?start_date=2021-01-01T00:00:00Z&end_date=2021-04-01T00:00:00Z", 200)
    caller.get("/requests.json?status=done", 400)
    caller.get("/requests.json?service_code=999", 404)
    caller.get("/requests.json?jurisdiction_id=example.com", 404)
    caller.get("/requests.json?jurisdiction_id=binhan.h99.example&service_code=002", 200)

    ids = [some[0]["service_request_id"], some[-1]["service_request_id"]]
    chosen = caller.get(f"/requests.json?service_request_id={','.join(ids)},PA-none&status=done&service_code=999", 200)
    assert [r["service_request_id"] for r in chosen] == ids
    caller.get("/requests.json?service_request_id=PA-none", 404)
    assert caller.get(f"/requests/{ids[0]}.json", 200) == chosen[:1]
    assert caller.get(f"/requests/{ids[0]}.xml", 200).findtext("request/service_request_id") == ids[0]
    caller.get("/requests/PA-none.json", 404)
    caller.get("/requests/PA-none.xml", 404)
    caller.get("/nowhere.json", 404)


def check_posts(caller):
    place = {"address_string": "Đường số 1, Phường 7, Quận Bình An"}
    text = "Đèn hư & ngập nước, 50% hẻm\n<b>không</b> sáng"
    made, = caller.post({"api_key": KEY, "service_code": "001", "description": text, **place}, 200)
    assert "token" not in made
    found, = caller.get(f"/requests/{made['service_request_id']}.json", 200)
    check_request(found)
    assert found["description"] == text and found["address"] == place["address_string"]
    in_xml = caller.get(f"/requests/{made['service_request_id']}.xml", 200)
    assert in_xml.findtext("request/description") == text

    made, = caller.post({"api_key": KEY, "service_code": "007", "lat": "10.77", "long": "106.66"}, 200)
    assert "service_request_id" not in made
    resolved, = caller.get(f"/tokens/{made['token']}.json", 200)
    assert resolved["token"] == made["token"] and type(resolved["service_request_id"]) is str
    made, = caller.post({"api_key": KEY, "service_code": "008", **place}, 200)
    assert "token" not in made and "service_request_id" not in made
    caller.get("/tokens/none.json", 404)

    caller.post({"service_code": "001", **place}, 403)
    caller.post({"api_key": "wrong", "service_code": "001", **place}, 403)
    caller.post({"api_key": KEY, **place}, 400)
    caller.post({"api_key": KEY, "service_code": "999", **place}, 404)
    caller.post({"api_key": KEY, "service_code": "001"}, 400)
    caller.post({"api_key": KEY, "service_code": "001", "lat": "10.77"}, 400)
    caller.post({"api_key": KEY, "service_code": "004", **place}, 400)
    caller.post({"api_key": KEY, "service_code": "004", "attribute[VI_TRI]": "hem", **place}, 200)
    caller.post({"api_key": KEY, "service_code": "001", "description": "ă" * 4001, **place}, 400)
    caller.post({"api_key": KEY, "service_code": "001", "description": "ă" * 4000, **place}, 200)


def check_open311(simulator):
    caller = Caller(simulator)
    check_services(caller, "test")
    check_lists(caller)
    check_posts(caller)


def check_served_posts(caller):
    place = {"address_string": "Đường số 1, Phường 7, Quận Bình An"}
    text = "Đèn hư & ngập nước, 50% hẻm\n<b>không</b> sáng"
    form = {"api_key": KEY, "service_code": "001", "description": text, "phone": "0900000123", "last_name": "Nguyễn", **place}
    made, = caller.post(form, 200)
    assert set(made) == {"service_request_id", "service_notice", "account_id"}
    found, = caller.get(f"/requests/{made['service_request_id']}.json", 200)
    check_request(found, caller.required)
    assert found["status"] == "open" and found["description"] is None and found["address"] is None
    in_xml = caller.get(f"/requests/{made['service_request_id']}.xml", 200)
    assert in_xml.findtext("request/description") == "" and in_xml.findtext("request/service_code") == "001"
    assert caller.post(form, 200) == [made], "sent again it is the same request"
    other, = caller.post({**form, "description": text + "!"}, 200)
    assert other["service_request_id"] != made["service_request_id"]

    caller.post({"service_code": "001", **place}, 403)
    caller.post({"api_key": "wrong", "service_code": "001", **place}, 403)
    caller.post({"api_key": KEY, **place}, 400)
    caller.post({"api_key": KEY, "service_code": "999", **place}, 404)
    caller.post({"api_key": KEY, "service_code": "001"}, 400)
    caller.post({"api_key": KEY, "service_code": "001", "lat": "10.77"}, 400)
    caller.post({"api_key": KEY, "service_code": "001", "description": "ă" * 4001, **place}, 400)
    caller.post({"api_key": KEY, "service_code": "001", "description": "ă" * 4000, **place}, 200)


def check_served(served, simulator):
    """An endpoint of ours that has read all of the simulator: by the same rules, and with the same requests."""
    caller, original = Caller(served, WITHOUT_PLACE), Caller(simulator)
    check_services(caller, "production")
    check_lists(caller)
    for query in ("start_date=2021-03-01T00:00:00%2B07:00&end_date=2021-03-10T00:00:00%2B07:00",
                  "start_date=2021-02-01T00:00:00Z&end_date=2021-02-20T00:00:00Z&status=open",
                  "start_date=2020-12-20T12:34:56Z&end_date=2021-01-10T01:02:03Z&service_code=001,003&status=closed"):
        theirs = {r["service_request_id"]: r for r in original.get(f"/requests.json?{query}", 200)}
        ours = {r["service_request_id"]: r for r in caller.get(f"/requests.json?{query}", 200)}
        assert 0 < len(theirs) < 1000 and set(ours) == set(theirs), query
        for key, request in ours.items():
            for name in ("status", "service_code", "service_name", "agency_responsible"):
                assert request[name] == theirs[key][name], (name, request, theirs[key])
    check_served_posts(caller)

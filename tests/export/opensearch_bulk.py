"""Sends bulk files with the official client to a stub on this machine that keeps what it gets."""

import json
import pathlib
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from opensearchpy import OpenSearch, helpers

kept = {}
templates = {}


class Stub(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def answer(self, value):
        data = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_PUT(self):
        assert self.path.startswith("/_index_template/"), self.path
        templates[self.path.rsplit("/", 1)[1]] = json.loads(self.body())
        self.answer({"acknowledged": True})

    def do_POST(self):
        assert self.path.split("?")[0] == "/_bulk", self.path
        body = self.body()
        # As the server demands: whole lines, the last one ended, actions and documents in turn.
        assert body.endswith(b"\n") and len(body) < 100_000_000
        lines = [json.loads(line) for line in body[:-1].split(b"\n")]
        items = []
        for action, document in zip(lines[::2], lines[1::2], strict=True):
            (verb, where), = action.items()
            assert verb == "index" and where["_index"] == "protokollant", action
            kept[where["_id"]] = document
            items.append({verb: {"_index": where["_index"], "_id": where["_id"], "status": 201}})
        self.answer({"took": 1, "errors": False, "items": items})


server = HTTPServer(("127.0.0.1", 0), Stub)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = OpenSearch([{"host": "127.0.0.1", "port": server.server_port}], use_ssl=False)
folder = pathlib.Path(sys.argv[1])

client.indices.put_index_template(name="protokollant", body=json.loads((folder / "template.json").read_text("utf-8")))
assert templates["protokollant"]["template"]["mappings"]["dynamic"] == "strict"


def actions():
    for path in sorted(folder.glob("bulk-*.ndjson")):
        lines = path.read_text("utf-8").splitlines()
        for action, document in zip(lines[::2], lines[1::2], strict=True):
            where = json.loads(action)["index"]
            yield {"_op_type": "index", **where, "_source": json.loads(document)}


# Through the helper, and then each file as it is: the ids are the same, so nothing is there twice.
count, errors = helpers.bulk(client, actions())
assert not errors and count == len(kept), (count, errors)
before = dict(kept)
for path in sorted(folder.glob("bulk-*.ndjson")):
    answer = client.bulk(body=path.read_text("utf-8"))
    assert not answer["errors"]
assert kept == before
print(f"{len(kept)} documents, the same after a second run")

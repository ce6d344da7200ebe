"""Serve the WARC files of a folder with pywb; run by the Python of pywb's own environment.

    python -I pywb_serve.py FOLDER DAY

FOLDER has `collections/NAME/archive/*.warc.gz`; each is indexed first. The collection `cite` is the archive. The
collection `web` is what a browser sees that takes this server for its proxy: each page as it was nearest to DAY
(14 digits). The port is written to standard output; the program ends with its parent.
"""

from gevent.monkey import patch_all

patch_all()  # before anything opens a socket

import json  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

import gevent.pywsgi  # noqa: E402
from gevent.os import tp_read  # noqa: E402
from pywb.apps.frontendapp import FrontEndApp  # noqa: E402
from pywb.indexer.cdxindexer import write_multi_cdx_index  # noqa: E402
from pywb.utils.geventserver import RequestURIWSGIHandler  # noqa: E402

# Without these rules pywb answers for an address that it does not hold with one that is like it (pywb issue 522).
EXACT = {"default_filters": {"url_normalize": [], "not_exts": [], "mimes": []}, "rules": []}


class Quiet(RequestURIWSGIHandler):
    """Answers without a line for each request."""

    def log_request(self):
        """Say nothing."""


def index(collection):
    """Write the index of one *collection*."""
    (collection / "indexes").mkdir(exist_ok=True)
    place = str(collection / "indexes" / "index.cdxj")
    write_multi_cdx_index(place, [str(collection / "archive")], sort=True, cdxj=True)


def settings(day):
    """Return how pywb is to answer: with exact moments and with the bytes that were recorded."""
    return {
        "collections_root": "collections",
        "framed_replay": False,
        "redirect_to_exact": True,
        "enable_memento": True,
        "rules_file": "rules.json",
        "proxy": {
            "coll": "web",
            "default_timestamp": day,
            "enable_banner": False,
            "enable_content_rewrite": False,
            "ca_file_cache": "ca.pem",
        },
    }


def end_with_parent():
    """End when the pipe from the parent is closed, which happens however the parent ends."""
    while tp_read(0, 1):
        pass
    os._exit(0)


def main(folder, day):
    """Serve *folder* until the parent goes."""
    os.chdir(folder)
    for collection in Path("collections").iterdir():
        index(collection)
    Path("rules.json").write_text(json.dumps(EXACT))  # JSON is YAML
    Path("config.yaml").write_text("{}")
    app = FrontEndApp(custom_config=settings(day))
    server = gevent.pywsgi.WSGIServer(("127.0.0.1", 0), app, handler_class=Quiet)
    server.init_socket()
    gevent.spawn(end_with_parent)
    print(server.address[1], flush=True)  # noqa: T201 - what the parent waits for
    # pywb prints a line at each look into a folder; nobody reads the pipe, and a full one would hold it up.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Runs `gate` in turns as native binary, on the JIT and in Python against a server in this process. See measure."""
import http.server
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import threading
import time

VERDICT = json.dumps({
    "verdictId": "01936f2a-0000-7000-8000-0000000000cc", "runId": "01936f2a-0000-7000-8000-0000000000cd", "blocked": False,
    "decidedAt": "2026-01-01T00:00:00Z", "policyVersion": 0, "policyDigest": "0" * 64, "digest": "0" * 64, "reasons": [],
    "open": {"critical": 0, "high": 0, "medium": 0, "low": 0, "info": 0, "unknown": 0}, "scanners": [], "envelope": "{}",
}).encode()


# The least that a client in Python does for it: the published one loads more.
IN_PYTHON = """
import os, sys, requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry
for path in ("findings/blocking?pipelineRunId=r", "findings/by-run?projectId=p&pipelineRunId=r"):
    session = requests.Session()
    session.mount("http://", HTTPAdapter(max_retries=Retry(total=3, status_forcelist=(502, 503, 504))))
    answer = session.get(os.environ["SECUREOBS_API_URL"] + "/" + path, headers={"X-Api-Key": os.environ["SECUREOBS_API_KEY"]}, timeout=15)
    answer.raise_for_status()
    print(answer.json())
"""


def peak(process):
    """The most resident memory of a live process in MB. What wait4 tells counts the memory of whoever started it, too."""
    with open(f"/proc/{process}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) / 1024


class Api(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    process = 0
    memory = 0.0
    disable_nagle_algorithm = True  # head and body are two packets: the second must not wait for 40 ms

    def answer(self, body):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.answer(VERDICT)

    def do_GET(self):
        Api.memory = peak(Api.process)  # its last request: the process still lives
        self.answer(b"false" if "/blocking" in self.path else b"[]")

    def log_message(self, *_):
        pass


def run(command, url):
    """Wall time in ms and resident memory in MB of one run, which must pass."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command + ["gate", "--project-id", "p", "--tenant-id", "t", "--pipeline-run-id", "r"],
        env={**os.environ, "SECUREOBS_API_KEY": "k", "SECUREOBS_API_URL": url}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    Api.process = process.pid
    status = process.wait()
    wall = (time.perf_counter() - start) * 1000
    if status != 0:
        sys.exit(f"{command} ended with {status}")
    return wall, Api.memory


def main():
    native, dll = sys.argv[1:3]
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Api)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/api"
    ways = {"native": [native], "JIT": ["dotnet", dll]}
    if importlib.util.find_spec("requests"):
        ways["Python"] = [sys.executable, "-c", IN_PYTHON]
    if published := os.environ.get("PUBLISHED_CLIENT"):
        ways["published"] = [sys.executable, published]
    found = {name: [] for name in ways}
    for _ in range(runs + 1):  # the first fills caches and is not counted
        for name, command in ways.items():
            found[name].append(run(command, url))
    fastest = statistics.median(wall for wall, _ in found["native"][1:])
    for name, results in found.items():
        walls, sizes = zip(*results[1:])
        wall = statistics.median(walls)
        print(f"{name:9} wall {wall:6.0f} ms (of {runs}: {min(walls):.0f} to {max(walls):.0f}), {wall / fastest:4.1f} x   memory {max(sizes):5.1f} MB")


main()

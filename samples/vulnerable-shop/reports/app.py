import hashlib
import pickle
import subprocess

import requests
import yaml
from flask import Flask, request

from settings import DATABASE_PASSWORD, connect

app = Flask(__name__)


@app.route("/import", methods=["POST"])
def load_report():
    return str(pickle.loads(request.data))


@app.route("/convert")
def convert():
    return subprocess.check_output("convert " + request.args["file"] + " out.pdf", shell=True)


@app.route("/sales")
def sales():
    rows = connect("reports", DATABASE_PASSWORD).execute("SELECT * FROM sales WHERE day = '%s'" % request.args["day"])
    return {"rows": list(rows)}


@app.route("/rates")
def rates():
    return requests.get("https://rates.shop.invalid", verify=False).text


@app.route("/settings", methods=["PUT"])
def settings():
    return yaml.load(request.data)


def fingerprint(data):
    return hashlib.md5(data).hexdigest()


if __name__ == "__main__":
    app.run(host="0.0.0.0", debug=True)

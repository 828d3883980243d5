#!/usr/bin/env python3
"""Verifies a signed verdict of the gate without any code of SecureObs: Python's standard library, and openssl.

Usage: verify_gate.py FILE KEYS PROJECT [COMMIT]     KEYS: a saved /.well-known/secureobs-keys
Ends with 0 when the verdict is genuine and passed, 3 when it is genuine and blocked, 4 otherwise. The format is in ../gate.md.
"""
import base64, hashlib, json, os, subprocess, sys, tempfile


def signed(spki, message, signature):
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (("key", spki), ("message", message), ("signature", signature)):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)
        return subprocess.run(["openssl", "dgst", "-sha256", "-verify", "key", "-keyform", "DER", "-signature", "signature", "message"],
                              cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def verify(text, keys, project, commit=None):
    envelope = json.loads(text)
    payload, kind, (one,) = base64.b64decode(envelope["payload"]), envelope["payloadType"], envelope["signatures"]
    signature = base64.b64decode(one["sig"])
    # The one way of writing it: Base64 and JSON have others for the same bytes.
    written = {"payload": base64.b64encode(payload).decode(), "payloadType": kind,
               "signatures": [{"keyid": one["keyid"], "sig": base64.b64encode(signature).decode()}]}
    if text not in (json.dumps(written, separators=(",", ":")), json.dumps(written, separators=(",", ":")) + "\n"):
        return "it is not written as SecureObs writes it"
    trusted = {hashlib.sha256(base64.b64decode(key["spki"])).hexdigest()[:16]: base64.b64decode(key["spki"]) for key in keys["keys"]}
    if one["keyid"] not in trusted:
        return "it is signed with a key that is not one of the keys given"
    encoded = b"DSSEv1 %d %s %d %s" % (len(kind.encode()), kind.encode(), len(payload), payload)
    if not signed(trusted[one["keyid"]], encoded, signature):
        return "its signature does not verify"
    statement = json.loads(payload)
    if (kind, statement["_type"], statement["predicateType"]) != (
            "application/vnd.in-toto+json", "https://in-toto.io/Statement/v1", "https://docs.secureobs.com/attestations/gate-verdict/v1"):
        return "it is another statement than a gate's verdict"
    (subject,), predicate = statement["subject"], statement["predicate"]
    if predicate["run"]["project"] != project.lower():
        return "it is about another project"
    if commit and subject["digest"].get("gitCommit") != commit.lower():
        return "it is about another commit"
    return predicate["verdict"]["result"]


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    try:
        with open(sys.argv[1], encoding="utf-8", newline="") as file, open(sys.argv[2], encoding="utf-8") as keys:
            result = verify(file.read(), json.load(keys), *sys.argv[3:])
    except (ValueError, KeyError, TypeError) as unreadable:
        result = f"it is not what the format says: {unreadable!r}"
    print({"passed": "Verified: passed", "blocked": "Verified: BLOCKED"}.get(result, f"NOT VERIFIED: {result}"))
    sys.exit({"passed": 0, "blocked": 3}.get(result, 4))

#!/usr/bin/env python3
"""Verifies an audit export without any code of SecureObs: Python's standard library, and openssl for the signatures.

Usage: verify_audit.py EXPORT [KEYS]     KEYS: a saved /.well-known/secureobs-keys; else the keys in the file are used
Ends with 0 when the export is whole, with 4 when something does not fit. The format is in audit.md beside this file.
"""
import base64, datetime, hashlib, json, os, struct, subprocess, sys, tempfile, uuid


def sha(data): return hashlib.sha256(data).digest()
def int32(value): return struct.pack(">i", value)
def int64(*values): return b"".join(struct.pack(">q", int(value)) for value in values)
def text(value): return int32(len(value.encode())) + value.encode()
def uid(value): return uuid.UUID(value).bytes


def time(value):
    epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
    return int64((datetime.datetime.fromisoformat(value.replace("Z", "+00:00")) - epoch) // datetime.timedelta(microseconds=1))


def canonical(data):
    ordered = dict(sorted(data.items(), key=lambda pair: pair[0].encode("utf-16-be")))
    return json.dumps(ordered, separators=(",", ":"), ensure_ascii=False)


def leaf(tenant, e):
    return sha(b"\0" + tenant + uid(e["id"]) + time(e["at"]) + bytes([e["actorKind"]]) + uid(e["actorId"])
               + uid(e["subjectId"]) + text(e["action"]) + text(canonical(e["data"])))


def root(leaves):
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha(b"\1" + root(leaves[:split]) + root(leaves[split:]))


def block_hash(tenant, b):
    return sha(b"\2" + tenant + int64(b["no"]) + time(b["closedAt"]) + int64(b["epoch"], b["xidFrom"], b["xidTo"])
               + int32(b["count"]) + int64(b["total"]) + bytes.fromhex(b["prev"]) + bytes.fromhex(b["root"]))


def der(signature):
    """r and s, 32 bytes each, as the ASN.1 that openssl reads."""
    numbers = b""
    for number in (signature[:32], signature[32:]):
        number = number.lstrip(b"\0")
        if not number or number[0] > 127:
            number = b"\0" + number
        numbers += b"\2" + bytes([len(number)]) + number
    return b"\x30" + bytes([len(numbers)]) + numbers


def signed(spki, message, signature):
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (("key", spki), ("message", message), ("signature", der(signature))):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)
        return subprocess.run(["openssl", "dgst", "-sha256", "-verify", "key", "-keyform", "DER", "-signature", "signature", "message"],
                              cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def verify(lines, keys=None):
    header, tenant, problems = lines[0], uid(lines[0]["tenant"]), []
    trusted = {sha(base64.b64decode(key["spki"])).hex()[:16]: base64.b64decode(key["spki"]) for key in keys or header["keys"]}
    previous, total, block, listed, seen, counted = bytes(32), 0, None, {}, [], 0

    def close():
        if block and header["filter"] is None and seen != block["ids"]:
            problems.append(f"block {block['no']}: its entries are not the ones it lists, in their order")

    for line in lines[1:]:
        if line["type"] == "block":
            close()
            no, message = line["no"], b"\3" + tenant + int64(line["no"], line["total"]) + time(line["closedAt"]) + bytes.fromhex(line["hash"])
            expected = block["no"] + 1 if block else 1
            block, seen = line, []
            listed = dict(zip(line.get("ids", []), line.get("leaves", [])))
            total += line["count"]
            checks = {
                "number": no == expected, "link": bytes.fromhex(line["prev"]) == previous, "total": line["total"] == total,
                "hash": block_hash(tenant, line).hex() == line["hash"],
                "root": "leaves" not in line or root([bytes.fromhex(one) for one in line["leaves"]]).hex() == line["root"],
                "signature": line["keyId"] in trusted and signed(trusted[line["keyId"]], message, base64.b64decode(line["signature"])),
            }
            problems += [f"block {no}: the {name} does not fit" for name, fits in checks.items() if not fits]
            previous = bytes.fromhex(line["hash"])
        elif line["type"] == "entry":
            counted += 1
            if line["block"] is not None:
                seen.append(line["id"])
                if block is None or line["block"] != block["no"] or leaf(tenant, line).hex() != listed.get(line["id"]):
                    problems.append(f"block {line['block']}, entry {line['id']}: is not as it was sealed")
    close()
    if lines[-1] != {"type": "end", "entries": counted}:
        problems.append("the file was cut off, or lines are missing")
    print(*problems, f"{total} sealed entries in {block['no'] if block else 0} blocks, {len(problems)} problems", sep="\n")
    return 4 if problems else 0


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        content = [json.loads(line) for line in file]
    known = json.load(open(sys.argv[2], encoding="utf-8"))["keys"] if len(sys.argv) > 2 else None
    sys.exit(verify(content, known))

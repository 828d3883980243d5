"""Prints the ```sh blocks of a page as one script, so that the page and its trial cannot differ. deploy/try runs it.

`<!-- trial: NAME -->` in the page is where deploy/trial/NAME goes in: what a person does in a browser, and what is looked at.
"""
import shlex
import sys

script, block, heading, number = ["cd /root"], None, "", 0
for line in open(sys.argv[1], encoding="utf-8"):
    text = line.rstrip()
    if block is None and text.startswith("## "):
        heading, number = text[3:], 0
    elif block is None and text.startswith("<!-- trial: "):
        script.append(f". /root/trial/{text[12:].split()[0]}")
    elif block is None and text == "```sh":
        block, number = [], number + 1
    elif block is not None and text == "```":
        name = f"{heading}, block {number}"
        script += [f"echo; echo {shlex.quote('-- ' + name)}", f"trap {shlex.quote(f'echo FAILED: {name} >&2')} ERR", *block]
        block = None
    elif block is not None:
        block.append(text)
if block is not None or len(script) < 10:
    sys.exit("the page has no blocks, or ends within one")
print("\n".join([*script, ". /root/trial/after"]))

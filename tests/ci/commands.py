"""commands.py FILE [KEY]: what a document tells a pipeline to run, an action a record.

A record is `kind NUL text NUL`; kinds: `sh` and the status after it (`sh 1`), `toml` (the package's
fadu.toml from here on), `start` (another language begins). For YAML, KEY says which: `github` gives
`run <if>`, `gitlab` gives `sh 0`.
"""
import re
import sys

import yaml


def records():
    path = sys.argv[1]
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if path.endswith(".yml"):
        document = yaml.safe_load(text)
        if sys.argv[2] == "github":
            for step in document["jobs"]["check"]["steps"]:
                if "run" in step:
                    yield "run " + step.get("if", "success()"), step["run"]
        else:
            for line in document["fadu"]["script"]:
                yield "sh 0", line
        return
    for half in text.split("\n---\n"):
        yield "start", ""
        for language, block in re.findall(r"^```(\w+)\n(.*?)^```$", half, re.S | re.M):
            if language == "toml":
                yield "toml", block
            if language == "sh":
                for line in block.splitlines():
                    status = re.search(r"# (?:退出状态|exit status) (\d)$", line)
                    yield "sh " + (status.group(1) if status else "0"), line


for kind, content in records():
    sys.stdout.write(kind + "\0" + content + "\0")

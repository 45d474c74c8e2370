"""Runs a notebook anew against a running server, and compares what it prints with what is saved in it.

    notebooks.py NOTEBOOK URL [--write]    (--write saves what it prints, and its pictures, instead)
"""

import copy
import difflib
import os
import re
import sys
import time

import nbclient
import nbclient.exceptions
import nbformat

NOTEBOOK, URL = sys.argv[1:3]
READER = "http://127.0.0.1:8080"  # the address that a reader's server has


def neutral(text):
    """Returns a text without what differs from run to run: the server's port, and the day of access in a citation."""
    text = text.replace(URL, READER)
    return re.sub(r"urldate = {[-\d]+}", "urldate = {today}", text)


def printed(cell):
    """Returns what a cell of code shows: its texts, and for each picture that there is one."""
    shown = []
    for output in cell.outputs:
        data = output.get("data", {})
        shown.append(neutral(output.get("text", "") or ("(a picture)" if "image/png" in data else data.get("text/plain", ""))))
    return "\n".join(shown)


def save(notebook):
    """Saves what the cells show, as a reader would see it, but for the time of running."""
    for cell in notebook.cells:
        cell.metadata = {}
        for output in cell.get("outputs", []):
            if "text" in output:
                output["text"] = output["text"].replace(URL, READER)
            if "image/png" in output.get("data", {}):
                output["data"].pop("text/plain", None)
    notebook.metadata.language_info = {"name": "python"}
    nbformat.write(notebook, NOTEBOOK)


started = time.monotonic()
os.environ["ENTENTE_URL"] = URL
saved = nbformat.read(NOTEBOOK, as_version=4)
nbformat.validate(saved)
run = copy.deepcopy(saved)
try:
    nbclient.NotebookClient(run, timeout=120, kernel_name="python3", coalesce_streams=True).execute()
except nbclient.exceptions.CellExecutionError as error:
    stopped = next(c for c in run.cells if any(o.output_type == "error" for o in c.get("outputs", [])))
    sys.exit(f"{NOTEBOOK}: cell {stopped.id} fails: {error.ename}: {error.evalue}")
if "--write" in sys.argv:
    save(run)
    sys.exit()
cells = [(a, b) for a, b in zip(saved.cells, run.cells, strict=True) if a.cell_type == "code"]
different = 0
for before, after in cells:
    a, b = printed(before), printed(after)
    if a != b:
        different += 1
        print(f"{NOTEBOOK}: cell {before.id} prints something else than is saved:")
        print("\n".join(difflib.unified_diff(a.splitlines(), b.splitlines(), "saved", "printed", lineterm="")))
pictures = sum(printed(after).count("(a picture)") for _, after in cells)
if different:
    sys.exit(f"{NOTEBOOK}: look at it, and save it: python .ci/interop/notebooks.py {NOTEBOOK} URL --write")
print(f"{NOTEBOOK}: {len(cells)} cells print what is saved, {pictures} pictures, {time.monotonic() - started:.1f} s")

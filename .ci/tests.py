"""Summarizes `go test -json`: packages, failures and the slowest tests. Fails if a test failed or was skipped."""

import collections
import json
import sys

output = collections.defaultdict(list)
times, failed, skipped = {}, [], []
for line in sys.stdin:
    if not line.startswith("{"):
        print(line, end="")
        continue
    event = json.loads(line)
    action, package, test = event["Action"], event.get("Package") or event.get("ImportPath", ""), event.get("Test", "")
    name = f"{package} {test}".strip()
    if "output" in action:
        output[name].append(event["Output"])
    if action == "build-fail" or action == "fail":
        failed.append(name)
        print(f"\n--- failed: {name}\n{''.join(output[name])}", flush=True)
    if action == "skip" and test:
        skipped.append(name)
    if action in ("pass", "fail", "skip") and "/" not in test:
        times[name] = event.get("Elapsed", 0)
    if action in ("pass", "fail") and not test:
        print(f"{action:4} {event.get('Elapsed', 0):7.1f} s  {package}", flush=True)

for name in skipped:
    print(f"\n--- skipped: {name}\n{''.join(output[name])}")
print("\nthe slowest tests:")
for name in sorted((n for n in times if " " in n), key=times.get, reverse=True)[:10]:
    print(f"     {times[name]:7.1f} s  {name}")
if not times:
    print("there were no tests")
sys.exit(1 if failed or skipped or not times else 0)

"""quotes.py ARTICLE URL: checks that every quote that the server at URL has is in the article word for word."""
import json, sys, urllib.request

article = open(sys.argv[1], encoding="utf-8").read()
query = """{ sources(first: 50) { nodes { id evidence(first: 200) { pageInfo { hasNextPage }
  nodes { id quote fact { id } } } } } }"""
request = urllib.request.Request(sys.argv[2], json.dumps({"query": query}).encode(), {"content-type": "application/json"})
evidence = [e for s in json.load(urllib.request.urlopen(request))["data"]["sources"]["nodes"] for e in s["evidence"]["nodes"]]
wrong = [e for e in evidence if e["quote"] is None or e["quote"] not in article]
left = article
for quote in sorted({e["quote"] for e in evidence} - {None}, key=len, reverse=True):
    left = left.replace(quote, " ")
for e in wrong:
    print("not in the article:", e)
print(len(evidence), "quotes,", len({e["fact"]["id"] for e in evidence}), "facts; outside all quotes:", left.split())
sys.exit(bool(wrong) or len(evidence) < 40)

"""Sends a running server what schemathesis makes of its schema: python check.py http://127.0.0.1:8080

2,000 queries or more, the same in every run: for each root field as many that fit the schema as do not. Every answer must be
GraphQL. One to a query that fits has data, or is a refusal for a reason that a schema cannot express, such as an unknown actor;
one to a query that does not fit is a refusal.
"""
import collections
import math
import sys

import hypothesis
import schemathesis

CASES = 2_000
# What may be wrong with a query that fits the schema.
REFUSALS = {"BAD_USER_INPUT", "INVALID_DATE", "INVALID_CURSOR", "UNKNOWN_ACTOR", "SAME_ACTOR", "QUERY_TOO_COMPLEX"}
# What is wrong with one that does not.
INVALID = {"GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"} | REFUSALS

counts = collections.Counter()


def judge(case, response, fits):
    """Raises an error if an answer is wrong, and counts it otherwise."""
    assert response.headers["content-type"][0].startswith("application/json"), response.headers
    answer = response.json()
    codes = {e["extensions"]["code"] for e in answer.get("errors", [])}
    assert response.status_code == 200, (response.status_code, answer, case.body)
    assert codes <= (REFUSALS if fits else INVALID), (answer, case.body)
    assert codes or "data" in answer and fits, (answer, case.body)
    counts["asked"] += 1
    counts["refused" if codes else "answered"] += 1


def check(operation, mode, examples):
    """Sends queries for a root field, of which each fits the schema or each does not."""
    settings = hypothesis.settings(
        max_examples=examples, derandomize=True, database=None, deadline=None, suppress_health_check=list(hypothesis.HealthCheck),
        phases=[hypothesis.Phase.generate])

    @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
    @settings
    def send(case):
        judge(case, case.call(timeout=12), mode.is_positive)

    send()


schema = schemathesis.graphql.from_url(sys.argv[1] + "/graphql")
operations = [result.ok() for result in schema.get_all_operations()]
for operation in operations:
    for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):
        check(operation, mode, math.ceil(CASES / len(operations) / 2))
assert counts["asked"] >= CASES, counts
print(f"{counts['asked']} queries for {len(operations)} root fields: {counts['answered']} answered, {counts['refused']} refused rightly")

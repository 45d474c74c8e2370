"""similarity.py > similarity.json: how similar some portfolios are, by other people's libraries, for TestPublishedMeasures.

Kappa is scikit-learn's, pi and weighted pi are NLTK's, tau-b is SciPy's; S is written out. Where two libraries have a
measure, they must agree. A value that is undefined is null; others are rounded to 12 decimals, which are the same on every
machine.
"""
import json
import math
import random
import warnings

from nltk.metrics.agreement import AnnotationTask
from scipy.stats import kendalltau
from sklearn.metrics import cohen_kappa_score

warnings.filterwarnings("ignore")  # of the divisions by zero that make a value undefined

DISTANCES = {"ABSOLUTE": lambda i, j: abs(i - j), "SQUARED": lambda i, j: (i - j) ** 2, "NOMINAL": lambda i, j: int(i != j)}
WEIGHTS = {"ABSOLUTE": "linear", "SQUARED": "quadratic", "NOMINAL": None}


def s(one, other, distance, top):
    """Signorino and Ritter 1999, equation 1 with equal weights."""
    return 1 - 2 * sum(distance(i, j) for i, j in zip(one, other)) / (len(one) * distance(0, top))


def agreement(one, other, distance):
    """NLTK's coefficients for two coders."""
    data = [("one", k, v) for k, v in enumerate(one)] + [("other", k, v) for k, v in enumerate(other)]
    return AnnotationTask(data=data, distance=distance)


def kappa(one, other, name, top):
    """Cohen 1960 and 1968, by scikit-learn and by NLTK; labels that do not occur count in the weights, too."""
    value = cohen_kappa_score(one, other, labels=list(range(top + 1)), weights=WEIGHTS[name])
    if len(set(one + other)) == 1:
        return math.nan
    assert math.isclose(value, agreement(one, other, DISTANCES[name]).weighted_kappa(), abs_tol=1e-12)
    return value


def pi(one, other, name, top):
    """Scott 1955, by NLTK. With weights, it is Krippendorff's alpha without the correction for small samples, which draws
    the second of two commitments without replacing the first; and kappa of both portfolios in both orders."""
    if len(set(one + other)) == 1:
        return math.nan
    task, draws = agreement(one, other, DISTANCES[name]), 2 * len(one)
    value = 1 - (1 - task.alpha()) * draws / (draws - 1)
    assert math.isclose(value, kappa(one + other, other + one, name, top), abs_tol=1e-12)
    if name == "NOMINAL":
        assert math.isclose(value, task.pi(), abs_tol=1e-12)
    return value


def values(one, other, top):
    found = {"TAU_B": kendalltau(one, other, variant="b").statistic}
    for name, distance in DISTANCES.items():
        found["S " + name] = s(one, other, distance, top)
        found["KAPPA " + name] = kappa(one, other, name, top)
        found["PI " + name] = pi(one, other, name, top)
    return {k: None if math.isnan(v) else round(float(v), 12) + 0.0 for k, v in sorted(found.items())}


def portfolios():
    """Two portfolios at a time, a digit for each state."""
    yield "30003300000300000000", "03130100000000000000"  # Germany and Russia, 1914: Signorino and Ritter, Table 6
    yield "0123", "3210"
    for same in "0123":
        yield same * 5, same * 5  # nothing varies
        yield same * 5, "30123"  # one does not
    yield "3", "0"
    yield "33", "33"
    yield "3000", "0300"  # no allies
    yield "3333", "0000"
    yield "30120", "30120"
    draw = random.Random(1999)
    for size in list(range(2, 12)) + [20, 40, 80, 160]:
        for rare in (0.2, 0.5, 0.9):  # the share of states to which a state is not committed
            commitments = lambda: "".join(str(0 if draw.random() < rare else 1 + int(draw.random() * 3)) for _ in range(size))
            one, other = commitments(), commitments()
            yield "3" + one, other[:1] + "3" + other[1:]


cases = []
for one, other in portfolios():
    x, y = [int(c) for c in one], [int(c) for c in other]
    binary = values([min(v, 1) for v in x], [min(v, 1) for v in y], 1)
    cases.append({"one": one, "other": other, "valued": values(x, y, 3), "binary": binary})
print("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]")

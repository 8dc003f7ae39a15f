#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/agreement/golden.json: what the packages `krippendorff` (0.9.0), scikit-learn (1.9.1) and statsmodels
(0.15.0) say of random and of published judgements, and numpy (2.4.6) of bootstrap intervals.

    pip install krippendorff==0.9.0 scikit-learn==1.9.1 statsmodels==0.15.0 numpy==2.4.6
    python make_agreement_golden.py ../data/agreement/golden.json
"""
import itertools, json, sys
import krippendorff
import numpy as np
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

NONE = 2147483647  # kNoFirstError
X = None

# Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section D: four observers, twelve units, missing data.
KRIPPENDORFF = [[1, 2, 3, 3, 2, 1, 4, 1, 2, X, X, X], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, X, 3],
                [X, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, X], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, X]]


def fleiss_any(columns):
    """Fleiss' kappa where units have unequal numbers of judgements: mean over units of agreeing pairs, pooled shares."""
    units = [[v for v in u if v is not None] for u in columns]
    units = [u for u in units if len(u) > 1]
    pooled = [v for u in units for v in u]
    p_e = sum((pooled.count(v) / len(pooled)) ** 2 for v in set(pooled))
    p_o = np.mean([np.mean([a == b for a, b in itertools.combinations(u, 2)]) for u in units])
    return (p_o - p_e) / (1 - p_e), p_o


def figures(rows):
    """rows: one list a labeler, None where missing."""
    columns = [u for u in zip(*rows) if sum(v is not None for v in u) > 1]
    values = sorted({v for u in columns for v in u if v is not None})
    rank = {v: i for i, v in enumerate(values)}  # the package's ordinal distance takes ranks and counts alike
    data = [[np.nan if v is None else rank[v] for v in row] for row in zip(*columns)]
    fleiss, percent = fleiss_any(columns)
    result = {"percent": percent, "fleiss": fleiss, "cohen": None,
              "alpha": krippendorff.alpha(reliability_data=data, level_of_measurement="ordinal")}
    if all(v is not None for u in columns for v in u):
        table, _ = aggregate_raters(np.array([[rank[v] for v in u] for u in columns]))
        assert abs(fleiss_kappa(table) - fleiss) < 1e-12
    if len(rows) == 2:
        a, b = zip(*columns)
        result["cohen"] = cohen_kappa_score(a, b)
    return result


def bootstrap(rows, seed):
    random = np.random.default_rng(seed)
    columns = list(zip(*rows))
    samples = {}
    for _ in range(4000):
        drawn = [columns[i] for i in random.integers(0, len(columns), len(columns))]
        for name, value in figures([list(row) for row in zip(*drawn)]).items():
            samples.setdefault(name, []).append(value)
    return {name: [float(q) for q in np.quantile(values, [0.025, 0.975])]
            for name, values in samples.items() if values[0] is not None}


def random_rows(random, labelers, units, missing, values):
    truth = random.choice(values, units)
    rows = []
    for _ in range(labelers):
        wrong = random.random(units) < 0.3
        row = np.where(wrong, random.choice(values, units), truth)
        rows.append([None if random.random() < missing else int(v) for v in row])
    return rows


def main(path):
    random = np.random.default_rng(7)
    cases = [("Krippendorff 2011", KRIPPENDORFF)]
    for labelers, units, missing in [(2, 12, 0), (2, 60, 0.2), (3, 40, 0), (3, 80, 0.4), (5, 30, 0.5), (6, 25, 0)]:
        cases.append((f"{labelers} labelers, {units} steps, {missing} missing",
                      random_rows(random, labelers, units, missing, [-1, 0, 1])))
        cases.append((f"{labelers} labelers, {units} first errors, {missing} missing",
                      random_rows(random, labelers, units, missing, [0, 1, 2, 5, 9, NONE])))
    rows = []
    for name, data in cases:
        rows.append({"name": name, "rows": data, **figures(data)})
    for labelers, units in [(2, 60), (3, 40)]:
        data = random_rows(random, labelers, units, 0, [-1, 0, 1])
        rows.append({"name": f"bootstrap of {labelers} labelers, {units} steps", "rows": data, **figures(data),
                     "intervals": bootstrap(data, 11)})
    with open(path, "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")


main(sys.argv[1])

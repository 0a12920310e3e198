"""Ranking and beyond-accuracy metrics written anew in numpy and scikit-learn, from their definitions."""
import numpy as np
from sklearn.metrics import average_precision_score, ndcg_score

import peer


def judge(folder, k):
    """One row a list: recall, NDCG, precision, MAP, MRR, hit rate; lists are padded with -1."""
    lists = peer.read(folder, "lists.i32", np.int32).reshape(-1, k)
    wanted = peer.read_rows(folder, "wanted")
    out = np.zeros((len(lists), 6))
    for at, row in enumerate(lists):
        own = wanted.indices[wanted.indptr[at] : wanted.indptr[at + 1]]
        out[at] = of_list(row[row >= 0], own, k)
    out.tofile(f"{folder}/judged.f64")
    return {"lists": len(lists), "checkedBySklearn": check_by_sklearn(lists, wanted, out, k)}


def of_list(shown, own, k):
    hits = np.isin(shown, own).astype(float)
    ranks = np.arange(1, len(shown) + 1)
    gain = np.sum(hits / np.log2(ranks + 1))
    ideal = np.sum(1 / np.log2(np.arange(1, min(len(own), k) + 1) + 1))
    precision_at = np.cumsum(hits) / ranks
    first = np.flatnonzero(hits)
    return (
        hits.sum() / len(own) if len(own) else 0,
        gain / ideal if ideal else 0,
        hits.sum() / k,
        np.sum(precision_at * hits) / min(len(own), k) if len(own) else 0,
        1 / (first[0] + 1) if len(first) else 0,
        float(len(first) > 0),
    )


def check_by_sklearn(lists, wanted, out, k):
    """The largest difference of NDCG and of MAP to scikit-learn, where its definitions are ours: full lists, and for MAP all wanted items shown."""
    worst, count = 0.0, 0
    for at, row in enumerate(lists[:2000]):
        own = wanted.indices[wanted.indptr[at] : wanted.indptr[at + 1]]
        if np.any(row < 0) or len(own) == 0:
            continue
        truth = np.zeros(wanted.shape[1])
        truth[own] = 1
        scores = np.zeros(wanted.shape[1])
        scores[row] = np.arange(k, 0, -1)
        worst = max(worst, abs(ndcg_score(truth[None], scores[None], k=k, ignore_ties=True) - out[at, 1]))
        if np.all(np.isin(own, row)):
            worst = max(worst, abs(average_precision_score(truth[row], scores[row]) - out[at, 3]))
        count += 1
    return {"worst": worst, "lists": count}


def catalog(folder, k):
    """Of all lists together: coverage, diversity (all pairs of the first ten), novelty, popularity bias, Gini."""
    lists = peer.read(folder, "lists.i32", np.int32).reshape(-1, k)
    rows = peer.read_rows(folder, "train")
    columns = rows.tocsc()
    counts = np.diff(columns.indptr).astype(float)
    shown = lists[lists >= 0]
    times = np.bincount(shown, minlength=rows.shape[1]).astype(float)
    surprise = -np.log2(np.maximum(counts, 0.5) / rows.shape[0])
    below = np.array([(counts < count).sum() + ((counts == count).sum() - 1) / 2 for count in counts])
    gram = (columns.T @ columns).toarray()
    norm = np.sqrt(np.maximum(counts, 1))
    cosine = gram / norm[:, None] / norm[None, :]
    diversity = []
    for row in lists:
        first = row[row >= 0][:10]
        if len(row[row >= 0]) < 2:
            continue
        part = cosine[np.ix_(first, first)]
        diversity.append(1 - part[np.triu_indices(len(first), 1)].mean())
    ordered = np.sort(times)
    n = len(ordered)
    gini = np.abs(ordered[:, None] - ordered[None, :]).sum() / (2 * n * n * ordered.mean())
    return {
        "coverage": float((times > 0).sum() / (counts > 0).sum()),
        "diversity": float(np.mean(diversity)),
        "novelty": float(surprise[shown].mean()),
        "popularityBias": float(below[shown].mean() / (n - 1)),
        "gini": float(gini),
        "averagePopularity": float(counts[shown].mean()),
        "personalisation": personalisation(lists),
    }


def personalisation(lists):
    """1 - mean over all pairs of lists of what they share, by the product of lists as 0/1 rows."""
    sets = np.zeros((len(lists), lists.max() + 1))
    for at, row in enumerate(lists):
        sets[at, row[row >= 0]] = 1
    sets = sets[sets.sum(axis=1) > 0]
    sizes = np.sqrt(sets.sum(axis=1))
    shared = (sets @ sets.T) / sizes[:, None] / sizes[None, :]
    return float(1 - shared[np.triu_indices(len(sets), 1)].mean())


if __name__ == "__main__":
    peer.serve(judge, catalog)

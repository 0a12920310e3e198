"""EASE as it is usually written: the inverse of the whole Gram matrix by numpy."""
import numpy as np

import peer


def ease(folder, items, regularization):
    """Seconds for the `items` best sellers, from the sparse matrix to the weights."""
    rows = peer.read_rows(folder, "train")
    best = np.sort(np.argsort(-np.diff(rows.tocsc().indptr), kind="stable")[:items])
    part = rows[:, best]
    return peer.timed(lambda: weights(part, regularization))[1]


def weights(rows, regularization):
    gram = (rows.T @ rows).toarray().astype(np.float32, copy=False)
    gram[np.diag_indices_from(gram)] += regularization
    inverse = np.linalg.inv(gram)
    inverse /= -np.diag(inverse)
    np.fill_diagonal(inverse, 0)
    return inverse


def quality(folder, regularization):
    """recall@20 and NDCG@20 of the whole model, own items masked, and the seconds of its fit."""
    rows, test = peer.read_rows(folder, "train"), peer.read_rows(folder, "test")
    model, cost = peer.timed(lambda: weights(rows, regularization))
    sold = np.asarray(rows.sum(axis=0)).ravel() > 0
    discount = 1 / np.log2(np.arange(2, 22))
    recall, ndcg = [], []
    users = np.flatnonzero(np.diff(test.indptr))
    for begin in range(0, len(users), 512):
        part = users[begin : begin + 512]
        scores = rows[part] @ model
        scores[:, ~sold] = -np.inf
        own = rows[part].nonzero()
        scores[own] = -np.inf
        top = np.argpartition(scores, scores.shape[1] - 20, axis=1)[:, -20:]
        order = np.argsort(-np.take_along_axis(scores, top, 1), axis=1, kind="stable")
        top = np.take_along_axis(top, order, 1)
        for at, user in enumerate(part):
            wanted = test.indices[test.indptr[user] : test.indptr[user + 1]]
            hits = np.isin(top[at], wanted)
            recall.append(hits.sum() / len(wanted))
            ndcg.append((hits * discount).sum() / discount[: min(20, len(wanted))].sum())
    return {**cost, "recall": float(np.mean(recall)), "ndcg": float(np.mean(ndcg))}


if __name__ == "__main__":
    peer.serve(ease, quality)

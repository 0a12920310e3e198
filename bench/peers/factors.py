"""Implicit ALS of the library `implicit`: time of an epoch, of a fit, of everybody's list; and the loss of anybody's item factors."""
import os
import time

import faiss
import implicit
import numpy as np
import scipy
import scipy.sparse
from implicit.cpu.als import AlternatingLeastSquares

import peer

last = None


def about():
    return peer.versions(implicit, np, scipy, faiss)


def model_of(factors, epochs, regularization, threads):
    return AlternatingLeastSquares(
        factors=factors, regularization=regularization, iterations=epochs, num_threads=threads, random_state=1
    )


def epoch(folder, factors, epochs, threads, regularization, confidence):
    """Seconds of an epoch, from the end of the first to the end of the last."""
    global last
    rows = peer.read_rows(folder, "train", 1 + confidence)
    model = model_of(factors, epochs, regularization, threads)
    marks = []
    model.fit(
        rows,
        show_progress=False,
        callback=lambda *_: marks.append((time.perf_counter(), time.process_time())),
    )
    last = model
    steps = len(marks) - 1
    return {"wallSec": (marks[-1][0] - marks[0][0]) / steps, "cpuSec": (marks[-1][1] - marks[0][1]) / steps}


def fit(folder, factors, epochs, threads, regularization=0.05, confidence=10):
    """Seconds of a whole fit."""
    global last
    rows = peer.read_rows(folder, "train", 1 + confidence)
    last = model_of(factors, epochs, regularization, threads)
    return peer.timed(lambda: last.fit(rows, show_progress=False))[1]


def loss(folder, regularization, confidence, ours=None, factors=None):
    """
    The classical loss in float64 for item factors of either side, every user solved exactly given the items.
    With L L' = V'V + reg and Z = V L^-T a user's part is sum c (1 - s) over the own items, s = Z w the scores at the optimum.
    Ours come whitened (Z) already.
    """
    rows = peer.read_rows(folder, "train")
    if ours is None:
        v = np.asarray(last.item_factors, dtype=np.float64)
        lower = np.linalg.cholesky(v.T @ v + regularization * np.eye(v.shape[1]))
        z = np.linalg.solve(lower, v.T).T
    else:
        z = peer.read(folder, ours, np.float32).astype(np.float64).reshape(rows.shape[1], factors)
    shares = np.linalg.eigvalsh(z.T @ z)
    total = regularization**2 * float(np.sum(shares / (1 - shares)))
    counts = np.diff(rows.indptr)
    for n in np.unique(counts[counts > 0]):
        users = np.flatnonzero(counts == n)
        step = max(1, int(2e7 / (n * z.shape[1])))
        for begin in range(0, len(users), step):
            part = users[begin : begin + step]
            own = z[rows.indices[rows.indptr[part][:, None] + np.arange(n)]]
            total += float(np.sum((1 + confidence) * (1 - scores(own, confidence))))
    return {"loss": total}


def scores(own, extra):
    """Scores of the own items at each user's optimum; own is users x items x factors."""
    n, f = own.shape[1:]
    if n <= f:
        gram = own @ own.transpose(0, 2, 1)
        share = np.linalg.solve(np.eye(n) + extra * gram, np.full((len(own), n, 1), 1.0 + extra))
        return (gram @ share)[:, :, 0]
    gram = own.transpose(0, 2, 1) @ own
    right = (1.0 + extra) * own.sum(axis=1)[:, :, None]
    return (own @ np.linalg.solve(np.eye(f) + extra * gram, right))[:, :, 0]


def save_factors(folder):
    for name, values in (("users", last.user_factors), ("items", last.item_factors)):
        np.ascontiguousarray(values, dtype=np.float32).tofile(os.path.join(folder, f"{name}.f32"))
    return {"users": last.user_factors.shape[0], "items": last.item_factors.shape[0], "factors": last.factors}


def recommend(folder, top, threads, save):
    """Everybody's list, own items left out."""
    rows = peer.read_rows(folder, "train")
    last.num_threads = threads
    (ids, _), cost = peer.timed(
        lambda: last.recommend(np.arange(rows.shape[0]), rows, N=top, filter_already_liked_items=True)
    )
    if save:
        ids.astype(np.int32).tofile(os.path.join(folder, "lists.i32"))
    return cost


def lists(folder, model, top, threads):
    """Lists of the test users by one of the library's models, -1 where there is nothing to show."""
    from implicit.nearest_neighbours import TFIDFRecommender

    rows = peer.read_rows(folder, "train")
    users = peer.read(folder, "judged.i32", np.int32)
    if model == "als":
        chosen = AlternatingLeastSquares(factors=64, alpha=10, regularization=0.05, num_threads=threads, random_state=1)
    else:
        chosen = TFIDFRecommender(K=100, num_threads=threads)
    cost = peer.timed(lambda: chosen.fit(rows, show_progress=False))[1]
    top = min(top, rows.shape[1])
    ids, values = chosen.recommend(users, rows[users], N=top, filter_already_liked_items=True)
    sold = np.asarray(rows.sum(axis=0)).ravel() > 0
    # Where a list would be too short, the neighbour model fills it up with the own items that it was told to leave out, at a score of 0.
    own = np.asarray(rows[np.repeat(users, top), np.maximum(ids, 0).ravel()]).reshape(ids.shape) > 0
    shown = (values > -1e30) & (ids >= 0) & sold[np.maximum(ids, 0)] & ~own
    np.where(shown, ids, -1).astype(np.int32).tofile(os.path.join(folder, "lists.i32"))
    return {**cost, "top": top}


def fold(folder, events, confidence):
    """Milliseconds of each visitor's factors from a handful of events; every row of visitors.items.i32 is a visitor."""
    visitors = peer.read(folder, "visitors.items.i32", np.int32).reshape(-1, events)
    last.num_threads = 1
    # What does not depend on the visitor is computed by the first question.
    last.YtY
    spent = []
    for items in visitors:
        row = scipy.sparse.csr_matrix(
            (np.full(events, 1 + confidence, dtype=np.float32), items, [0, events]), shape=(1, last.item_factors.shape[0])
        )
        begun = time.perf_counter()
        last.recalculate_user(0, row)
        spent.append((time.perf_counter() - begun) * 1000)
    return {"ms": spent}


if __name__ == "__main__":
    peer.serve(about, epoch, fit, loss, save_factors, recommend, lists, fold)

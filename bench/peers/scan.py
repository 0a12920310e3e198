"""One person's list out of a table of factors: numpy and a flat index of faiss, one thread each."""
import os
import time

import faiss
import numpy as np

import peer

table = None
index = None


def make(folder, rows, width, queries):
    """A table and queries of uniform numbers, written for both sides."""
    random = np.random.default_rng(1)
    (random.random((rows, width), dtype=np.float32) - 0.5).tofile(os.path.join(folder, "items.f32"))
    (random.random((queries, width), dtype=np.float32) - 0.5).tofile(os.path.join(folder, "users.f32"))
    return {}


def load(folder, width):
    global table, index
    faiss.omp_set_num_threads(1)
    table = peer.read(folder, "items.f32", np.float32).reshape(-1, width)
    index = faiss.IndexFlatIP(width)
    index.add(table)
    return {"rows": len(table)}


def with_numpy(query, top):
    scores = table @ query
    best = np.argpartition(scores, len(scores) - top)[-top:]
    return best[np.argsort(-scores[best], kind="stable")]


def with_faiss(query, top):
    return index.search(query[None, :], top)[1][0]


def answer(folder, width, begin, end, top):
    """Milliseconds of each query from `begin` to `end`; the lists of faiss are written."""
    queries = peer.read(folder, "users.f32", np.float32).reshape(-1, width)[begin:end]
    times = {"numpyMs": [], "faissMs": []}
    lists = []
    for query in queries:
        for name, find in (("numpyMs", with_numpy), ("faissMs", with_faiss)):
            begun = time.perf_counter()
            found = find(query, top)
            times[name].append((time.perf_counter() - begun) * 1000)
        lists.append(found)
    np.array(lists, dtype=np.int32).tofile(os.path.join(folder, "found.i32"))
    return times


if __name__ == "__main__":
    peer.serve(make, load, answer)

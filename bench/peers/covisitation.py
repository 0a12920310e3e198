"""Directed links within a window of each user's visits, the way a shop would compute them with scipy."""
import numpy as np
import scipy.sparse as sparse

import peer


def links(folder, items, steps, seconds, backward, decay, top, sample):
    """Time of the links and of the best `top` of each item; the sums of the rows of `sample` evenly spaced items."""
    starts = peer.read(folder, "sequences.starts.i32", np.int32)
    indices = peer.read(folder, "sequences.items.i32", np.int32)
    times = peer.read(folder, "sequences.times.f64", np.float64)
    best, cost = peer.timed(lambda: best_links(starts, (indices, times), items, steps, seconds, backward, decay, top))
    sums = np.asarray(best.sum(axis=1, dtype=np.float64)).ravel()
    return {**cost, "links": int(best.nnz), "sums": [float(value) for value in sums[:: max(1, items // sample)]]}


def best_links(starts, visits, items, steps, seconds, backward, decay, top):
    indices, times = visits
    owner = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
    forward = sparse.csr_matrix((items, items), dtype=np.float32)
    for step in range(1, steps + 1):
        near = (owner[step:] == owner[:-step]) & (times[step:] - times[:-step] <= seconds)
        source, target = indices[:-step][near], indices[step:][near]
        weight = np.full(len(source), decay ** (step - 1), dtype=np.float32)
        forward = forward + sparse.coo_matrix((weight, (source, target)), shape=(items, items)).tocsr()
    both = (forward + backward * forward.T).tocsr()
    both.setdiag(0)
    both.eliminate_zeros()
    counts = np.bincount(indices, minlength=items)
    scale = np.zeros(items, dtype=np.float32)
    scale[counts > 0] = counts[counts > 0] ** -0.5
    discount = sparse.diags(scale, dtype=np.float32)
    return keep_largest((discount @ both @ discount).tocsr(), top)


def keep_largest(rows, top):
    kept_starts, kept_indices, kept_values = [0], [], []
    for row in range(rows.shape[0]):
        begin, end = rows.indptr[row], rows.indptr[row + 1]
        values, columns = rows.data[begin:end], rows.indices[begin:end]
        if end - begin > top:
            chosen = np.argpartition(values, end - begin - top)[-top:]
            values, columns = values[chosen], columns[chosen]
        kept_starts.append(kept_starts[-1] + len(values))
        kept_indices.append(columns)
        kept_values.append(values)
    return sparse.csr_matrix((np.concatenate(kept_values), np.concatenate(kept_indices), kept_starts), shape=rows.shape)


if __name__ == "__main__":
    peer.serve(links)

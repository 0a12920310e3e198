"""Answers requests, one JSON object a line: {"do": name, ...arguments} -> what the named function returns."""
import json
import os
import sys
import time

import numpy as np
import scipy.sparse as sparse


def serve(*functions):
    known = {function.__name__: function for function in functions}
    # Libraries may print; only answers belong on the pipe.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for line in sys.stdin:
        request = json.loads(line)
        answer = known[request.pop("do")](**request)
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def timed(work):
    wall, cpu = time.perf_counter(), time.process_time()
    value = work()
    return value, {"wallSec": time.perf_counter() - wall, "cpuSec": time.process_time() - cpu}


def versions(*modules):
    return {module.__name__: module.__version__ for module in modules}


def read(folder, name, kind):
    return np.fromfile(os.path.join(folder, name), dtype=kind)


def read_rows(folder, name, value=1.0):
    """A sparse matrix that our side wrote; each entry is `value`."""
    starts = read(folder, f"{name}.starts.i32", np.int32)
    indices = read(folder, f"{name}.indices.i32", np.int32)
    columns = int(read(folder, f"{name}.columns.i32", np.int32)[0])
    values = np.full(len(indices), value, dtype=np.float32)
    return sparse.csr_matrix((values, indices, starts), shape=(len(starts) - 1, columns))

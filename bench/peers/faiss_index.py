"""Measures faiss's exact binary indexes: IndexBinaryFlat, and IndexBinaryMultiHash as HMA sets it up. One thread."""

import sys
import time

import faiss
import numpy

RADIUS = 31
QUERIES_OF_FLAT = 20


def rows(path):
    return numpy.fromfile(path, dtype=numpy.uint8).reshape(-1, 32)


def measure(name, index, hashes, queries, kind):
    begun = time.perf_counter()
    index.add(hashes)
    built = time.perf_counter() - begun
    size = faiss.serialize_index_binary(index).nbytes if len(hashes) <= 1_000_000 else None
    times, found = [], 0
    for query in queries:
        begun = time.perf_counter()
        limits, _, labels = index.range_search(query[None, :], RADIUS + 1)
        times.append((time.perf_counter() - begun) * 1e3)
        found += len(set(labels[: limits[1]].tolist()))
    p50, p99 = numpy.percentile(times, [50, 99])
    megabytes = f"{size / 1e6:.0f}" if size else "–"
    note = found if len(queries) > QUERIES_OF_FLAT else f"{found} of {len(queries)} queries"
    print(
        f"| {len(hashes):,} | {kind} | faiss {faiss.__version__} {name} | {built:.1f} | {megabytes} |"
        f" {p50:.3f} | {p99:.3f} | – | {note} |",
        flush=True,
    )


def main():
    hashes, queries, kind = rows(sys.argv[1]), rows(sys.argv[2]), sys.argv[3]
    faiss.omp_set_num_threads(1)
    measure("flat", faiss.IndexBinaryFlat(256), hashes, queries[:QUERIES_OF_FLAT], kind)
    multi = faiss.IndexBinaryMultiHash(256, 16, 16)
    multi.nflip = 1
    # On crowded buckets one query takes long, and a few tell enough.
    measure("multi-hash", multi, hashes, queries if kind == "random" else queries[:QUERIES_OF_FLAT], kind)


main()

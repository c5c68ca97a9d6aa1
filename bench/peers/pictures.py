"""Meta's PDQ in C++ (package pdqhash) on pictures in memory: a JSON line for each with its times in microseconds.

Usage: pictures.py ROUNDS FILE...; also writes a WebP beside each PNG, since nothing here in Java writes one.
"""

import json
import sys
import time
from importlib.metadata import version

import numpy
import pdqhash
from PIL import Image


def timed(rounds, work):
    for _ in range(max(3, rounds // 5)):
        work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1e6)
    return times


def measure(file, rounds):
    image = Image.open(file).convert("RGB")
    image.save(file.removesuffix(".png") + ".webp", quality=85)
    pixels = numpy.asarray(image)
    vector, quality = pdqhash.compute(pixels)
    times = sorted(timed(rounds, lambda: pdqhash.compute(pixels)))
    digits = "".join("%x" % int("".join(map(str, vector[at : at + 4])), 2) for at in range(0, 256, 4))
    return {
        "file": file,
        "version": version("pdqhash"),
        "hex": digits,
        "quality": quality,
        "p50_us": times[len(times) // 2],
        "p99_us": times[min(len(times) - 1, len(times) * 99 // 100)],
        "mean_us": sum(times) / len(times),
    }


if __name__ == "__main__":
    for path in sys.argv[2:]:
        print(json.dumps(measure(path, int(sys.argv[1]))))

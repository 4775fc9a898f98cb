#!/usr/bin/env python3
"""The yardstick R: GFLOP/s of float32 matrix products with the BLAS that NumPy uses.

usage: blas_rate.py THREADS [M N K [SECONDS]]
       blas_rate.py THREADS SECONDS MxNxK[a][b]...    (a, b: this operand lies transposed in memory)

Prints one line for each shape: the best rate of many products, the median, and the library. 1024 1024 1024 is the
default product.
OpenBLAS may take a kernel that is not the processor's best - it is older than the processor, or OPENBLAS_CORETYPE says so -
so that its own choice and its AVX-512 kernel are measured as well, and the best counts. Exit code 3: NumPy is not there.
"""
import os
import subprocess
import sys

threads = int(sys.argv[1]) if len(sys.argv) > 1 else 1
# These are read when the library is loaded, so they come first.
for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[name] = str(threads)

try:
    import numpy as np
except ImportError:
    print("NumPy is not installed", file=sys.stderr)
    sys.exit(3)
import time


def library():
    """The name of the BLAS that is loaded, from the memory map of the process: numpy.show_config tells of the build."""
    try:
        with open("/proc/self/maps", encoding="utf-8", errors="replace") as maps:
            paths = {line.split()[-1] for line in maps if ".so" in line}
    except OSError:
        return "BLAS"
    names = [os.path.basename(os.path.realpath(p)) for p in paths]
    for known in ("openblas", "mkl_rt", "blis", "atlas", "Accelerate"):
        found = sorted(n for n in names if known in n)
        if found:
            return found[0]
    return next((n for n in sorted(names) if "blas" in n), "BLAS") + " (a reference BLAS: no yardstick)"


def has_avx512():
    try:
        with open("/proc/cpuinfo", encoding="ascii", errors="replace") as cpu:
            return "avx512dq" in cpu.read()
    except OSError:
        return False


def asked(words):
    """The seconds of each shape, and the shapes as the command line writes them."""
    if any("x" in word for word in words):
        return float(words[0]), words[1:]
    sizes = words[:3] if len(words) > 2 else ["1024"] * 3
    return float(words[3]) if len(words) > 3 else 1.5, ["x".join(sizes)]


def rates(shape, seconds):
    """The best and the median GFLOP/s of one shape."""
    m, n, k = (int(size) for size in shape.rstrip("ab").split("x"))
    random = np.random.default_rng(1)
    a = random.random((k, m) if "a" in shape else (m, k), dtype=np.float32) - np.float32(0.5)
    b = random.random((n, k) if "b" in shape else (k, n), dtype=np.float32) - np.float32(0.5)
    a, b = a.T if "a" in shape else a, b.T if "b" in shape else b
    c = np.empty((m, n), dtype=np.float32)
    np.matmul(a, b, out=c)
    start = time.perf_counter()
    np.matmul(a, b, out=c)
    calls = max(1, int(0.004 / max(1e-9, time.perf_counter() - start)))
    times = []
    end = time.perf_counter() + seconds
    while len(times) < 5 or time.perf_counter() < end:
        start = time.perf_counter()
        for _ in range(calls):
            np.matmul(a, b, out=c)
        times.append((time.perf_counter() - start) / calls)
    times.sort()
    flop = 2e-9 * m * n * k
    return flop / times[0], flop / times[len(times) // 2]


def main():
    words = [word for word in sys.argv[2:] if word != "--one"]
    seconds, shapes = asked(words)
    measured = [rates(shape, seconds) for shape in shapes]
    name = library()
    lines = [f"{best:.1f} {median:.1f} {name}" for best, median in measured]
    # An environment may hold OpenBLAS back (OPENBLAS_CORETYPE), and an old one does not know a new processor.
    for core in [None, "SkylakeX"] if "openblas" in name and "--one" not in sys.argv else []:
        if core is None and "OPENBLAS_CORETYPE" not in os.environ or core is not None and not has_avx512():
            continue
        environment = {k: v for k, v in os.environ.items() if k != "OPENBLAS_CORETYPE"}
        others = subprocess.run(
            [sys.executable, sys.argv[0], str(threads), str(seconds), *shapes, "--one"],
            env={**environment, **({"OPENBLAS_CORETYPE": core} if core else {})},
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        ).stdout.splitlines()
        for i, other in enumerate(others[: len(lines)]):
            if float(other.split()[0]) > float(lines[i].split()[0]):
                lines[i] = other + (f" (OPENBLAS_CORETYPE={core})" if core else "")
    print("\n".join(lines))


main()

#!/usr/bin/env python3
"""The yardstick R: GFLOP/s of a float32 matrix product with the BLAS that NumPy uses.

usage: blas_rate.py THREADS [M N K [SECONDS]]

Prints one line: the best rate of many products, the median, and the library. 1024 1024 1024 is the default product.
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


def main():
    m, n, k = (int(a) for a in sys.argv[2:5]) if len(sys.argv) > 4 else (1024, 1024, 1024)
    seconds = float(sys.argv[5]) if len(sys.argv) > 5 else 1.5
    random = np.random.default_rng(1)
    a = random.random((m, k), dtype=np.float32) - np.float32(0.5)
    b = random.random((k, n), dtype=np.float32) - np.float32(0.5)
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
    name = library()
    line = f"{flop / times[0]:.1f} {flop / times[len(times) // 2]:.1f} {name}"
    # An environment may hold OpenBLAS back (OPENBLAS_CORETYPE), and an old one does not know a new processor.
    for core in [None, "SkylakeX"] if "openblas" in name and "--one" not in sys.argv else []:
        if core is None and "OPENBLAS_CORETYPE" not in os.environ or core is not None and not has_avx512():
            continue
        environment = {k: v for k, v in os.environ.items() if k != "OPENBLAS_CORETYPE"}
        other = subprocess.run(
            [sys.executable, sys.argv[0], str(threads), str(m), str(n), str(k), str(seconds), "--one"],
            env={**environment, **({"OPENBLAS_CORETYPE": core} if core else {})},
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        ).stdout.strip()
        if other and float(other.split()[0]) > float(line.split()[0]):
            line = other + (f" (OPENBLAS_CORETYPE={core})" if core else "")
    print(line)


main()

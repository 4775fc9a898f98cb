#!/usr/bin/env bash
# Runs Python TensorFlow, PyTorch and OpenBLAS on this program's work, as far as they are installed, beside the program
# itself, and prints one table with ratios.
#
# usage: bench_peers.sh [--python PYTHON] [--tensorflow-python PYTHON] [--threads N] [--steps N] [--growth]
#   --python             has torch and numpy (default: the first of python3, /usr/bin/python3 that has numpy)
#   --tensorflow-python  has tensorflow (default: the same)
#   --threads            threads of everyone (default: all cores)
#   --steps              how often each step is timed (default: 30)
#   --growth             other batch sizes, hidden sizes and numbers of steps too
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
threads=$(getconf _NPROCESSORS_ONLN)
steps=30 growth="" python="" tensorflow=""
while [ $# -gt 0 ]; do
  case $1 in
    --python) python=${2:?--python needs a value}; shift 2 ;;
    --tensorflow-python) tensorflow=${2:?--tensorflow-python needs a value}; shift 2 ;;
    --threads) threads=${2:?--threads needs a value}; shift 2 ;;
    --steps) steps=${2:?--steps needs a value}; shift 2 ;;
    --growth) growth=yes; shift ;;
    -h | --help) sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"; exit 0 ;;
    *) echo "bench_peers.sh: there is no option $1: --help lists them" >&2; exit 2 ;;
  esac
done
has() { [ -n "$1" ] && command -v "$1" > /dev/null && "$1" -c "import importlib.util as u, sys; sys.exit(u.find_spec('$2') is None)" 2> /dev/null; }
if [ -z "$python" ]; then
  for candidate in python3 /usr/bin/python3; do
    if has "$candidate" numpy; then python=$candidate; break; fi
  done
fi
tensorflow=${tensorflow:-$python}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

absent=""
say() { echo "$@" >&2; }
: > "$work/tf"; : > "$work/torch"; : > "$work/growth_tf"; : > "$work/growth_torch"
if has "$tensorflow" tensorflow; then
  say "TensorFlow ..."
  "$tensorflow" "$here/bench_tensorflow.py" "$threads" "$steps" > "$work/tf" 2> "$work/tf.err" || absent+="TensorFlow failed: $(tail -1 "$work/tf.err")"$'\n'
  if [ -n "$growth" ]; then "$tensorflow" "$here/bench_growth.py" tf "$threads" > "$work/growth_tf" 2> /dev/null || true; fi
else
  absent+="not installed: TensorFlow (pip install tensorflow-cpu==2.15.1; name its Python with --tensorflow-python)"$'\n'
fi
if has "$python" torch; then
  say "PyTorch ..."
  "$python" "$here/bench_torch.py" "$threads" "$steps" > "$work/torch" 2> "$work/torch.err" || absent+="PyTorch failed: $(tail -1 "$work/torch.err")"$'\n'
  if [ -n "$growth" ]; then "$python" "$here/bench_growth.py" torch "$threads" > "$work/growth_torch" 2> /dev/null || true; fi
else
  absent+="not installed: PyTorch (Debian: python3-torch)"$'\n'
fi
if ! has "$python" numpy; then
  absent+="not installed: NumPy with OpenBLAS (Debian: python3-numpy libopenblas0)"$'\n'
fi

program=$here/../src/TfNetLstm/bin/Release/net10.0/TfNetLstm
say "TfNetLstm ..."
dotnet build "$here/../src/TfNetLstm" -c Release -v q > "$work/build" 2>&1 || { cat "$work/build" >&2; exit 1; }
"$program" bench --json --threads "$threads" --seconds 1 ${growth:+--growth} ${python:+--python "$python"} > "$work/ours" 2> /dev/null

# ours: lines "work|min"; the rates: "R threads gflops library"
awk -F': ' '
  { gsub(/^ +|,$/, "", $0) }
  /^"gflops"/ { rate = $2 } /^"threads"/ { threads = $2 } /^"library"/ { gsub(/"/, "", $2); print "R|" threads "|" rate "|" $2 }
  /^"work"/ { work = $0; sub(/^"work": "/, "", work); sub(/"$/, "", work); sub(/ \(.*/, "", work) }
  /^"unit"/ { unit = $2; gsub(/"/, "", unit) }
  /^"min"/ { print work "|" $2 "|" unit }
' "$work/ours" > "$work/rows"

echo "R of a 1024x1024x1024 product of float32:"
awk -F'|' '$1 == "R" { printf "  %7.0f GFLOP/s on %s threads, %s\n", $3, $2, $4 }' "$work/rows"
echo
printf '%-46s %10s %12s %7s %12s %7s\n' "milliseconds, $threads threads, best of all" ours TensorFlow ratio PyTorch ratio
line() { # work, pattern in ours, number of TensorFlow, number of PyTorch
  local ours
  ours=$(awk -F'|' -v p="$2" '$1 == p { v = $2 * ($3 == "s" ? 1000 : 1); print v; exit }' "$work/rows")
  awk -v w="$1" -v o="$ours" -v t="$3" -v p="$4" 'BEGIN {
    printf "%-46s %10s %12s %7s %12s %7s\n", w, o == "" ? "-" : sprintf("%.2f", o), t == "" ? "-" : t,
      (o == "" || t == "") ? "" : sprintf("%.2f", o / t), p == "" ? "-" : p, (o == "" || p == "") ? "" : sprintf("%.2f", o / p) }'
}
minimum() { sed -n "s/^$2 threads=[0-9]* min \([0-9.]*\) .*/\1/p" "$1" | sort -n | head -1; }
seconds() { sed -n "s/^$2: \([0-9.]*\) s/\1/p" "$1" | awk '{ print 1000 * $1 }'; }
grown() { sed -n "s/^[a-z]* $2 th=[0-9]* min \([0-9.]*\) .*/\1/p" "$1"; }
line "training step, batch 128" "training step, batch 128, $threads threads" \
  "$(minimum "$work/tf" 'TF session train step')" "$(minimum "$work/torch" 'torch.*LSTM.*')"
line "inference, batch 128" "inference, batch 128, $threads threads" \
  "$(minimum "$work/tf" 'TF session inference b=128')" "$(minimum "$work/torch" 'torch inference b=128')"
line "inference, batch 1" "inference, batch 1, $threads threads" \
  "$(minimum "$work/tf" 'TF session inference b=1')" "$(minimum "$work/torch" 'torch inference b=1')"
line "accuracy over 10,000 images" "accuracy over 10,000 images" \
  "$(seconds "$work/tf" 'TF accuracy on 10000')" "$(seconds "$work/torch" 'torch accuracy on 10000')"
if [ -n "$growth" ]; then
  for shape in "128 64 28" "128 128 28" "128 256 28" "128 512 28" "32 128 28" "512 128 28" "128 128 56" "128 128 112"; do
    read -r b h t <<< "$shape"
    line "training step, batch $b, hidden $h, $t steps" "training step, batch $b, hidden $h, $t steps" \
      "$(grown "$work/growth_tf" "B=$b H=$h T=$t")" "$(grown "$work/growth_torch" "B=$b H=$h T=$t")"
  done
fi
echo
sed -n 's/^\(torch [0-9].*\)$/with \1/p' "$work/torch"
printf '%s' "$absent"

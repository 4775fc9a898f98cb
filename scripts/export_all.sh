#!/usr/bin/env bash
# Writes with the program's verbs all kinds of files that TensorFlow reads, laid out as the golden data's folder "files":
#   scripts/export_all.sh FOLDER
# A person who has TensorFlow checks them:
#   python3 scripts/check_with_tensorflow.py FOLDER --data-dir data/mnist --golden tests/TfNetLstm.Tests/Golden
# TFNETLSTM names the program where it is not the one of this repository.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
out=${1:?usage: scripts/export_all.sh FOLDER}
tfnetlstm() {
  if [ -n "${TFNETLSTM:-}" ]; then
    $TFNETLSTM "$@"
  else
    dotnet run -c Release --project "$root/src/TfNetLstm" -- "$@"
  fi
}

tfnetlstm train --seed 1 --training-iters 1408 --display-step 1 --save-dir "$out" --logdir "$out/events" -v quiet
tfnetlstm inspect "$out/model.ckpt-10" --npz "$out/checkpoint_values.npz"
tfnetlstm export-graph --seed 1 --format pb --logdir "$out"
tfnetlstm freeze "$out/model.ckpt-10" --output "$out/frozen.pb" --saved-model "$out/saved_model" \
  --inference "$out/inference.npz"

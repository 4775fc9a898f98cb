#!/bin/sh
# Changes files of every format at random, N times each (100,000 when N is not given), and reads them: a named error, or
# a value, and of checkpoints only the right one. Each change has a seed, which a failure names.
set -eu
cd "$(dirname "$0")/.."
dotnet build -c Release -v q tests/TfNetLstm.Tests
TFNETLSTM_MUTATIONS="${1:-100000}" dotnet run --no-build -c Release --project tests/TfNetLstm.Tests -- \
  -class "*MutationTests" -showLiveOutput

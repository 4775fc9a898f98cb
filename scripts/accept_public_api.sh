#!/usr/bin/env bash
# Takes the public API as it is now for the kept one (tests/TfNetLstm.Tests/PublicApi/*.txt) and shows what has changed.
# usage: scripts/accept_public_api.sh
set -euo pipefail
cd "$(dirname "$0")/.."
tests=tests/TfNetLstm.Tests
made=$tests/bin/Release/net10.0/PublicApi
rm -f "$made"/*.made.txt
dotnet build $tests -c Release -v q -p:RunAnalyzers=false
# The test writes what it finds, also where it fails.
dotnet run --no-build -c Release --project $tests -- -class TfNetLstm.Tests.PublicApi.PublicApiTests >/dev/null || true
for file in "$made"/*.made.txt; do
  [ -e "$file" ] || { echo "accept_public_api: the test wrote nothing" >&2; exit 1; }
  name=$(basename "$file" .made.txt)
  cp "$file" "$tests/PublicApi/$name.txt"
  cp "$file" "$made/$name.txt"
done
git --no-pager diff --stat -- "$tests/PublicApi/*.txt"

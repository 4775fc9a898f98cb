#!/usr/bin/env bash
# Makes the program one file that needs no .NET on the machine it runs on, digits included, and tries it.
# usage: scripts/publish_single_file.sh [RID] [FOLDER]
#   RID     what it is for, such as linux-x64, linux-arm64, osx-arm64, win-x64; this machine's where left out
#   FOLDER  where it goes; artifacts/RID where left out
#   FRAMEWORK_DEPENDENT=true makes it small instead, for machines that have the .NET 10 runtime
set -euo pipefail
cd "$(dirname "$0")/.."
here=$(dotnet --info | sed -n 's/^ *RID: *//p' | head -n 1)
rid=${1:-$here}
folder=${2:-artifacts/$rid}
self_contained=true
if [ "${FRAMEWORK_DEPENDENT:-false}" = true ]; then self_contained=false; fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
# The digits are content: they are unpacked on the first start, with all the rest, so that the program finds them beside itself.
if ! dotnet publish src/TfNetLstm -c Release -r "$rid" --self-contained $self_contained -o "$folder" -v q \
  -p:PublishSingleFile=true -p:IncludeAllContentForSelfExtract=true -p:EnableCompressionInSingleFile=$self_contained \
  -p:DebugType=embedded -p:PackAsTool=false -p:IsPackable=false >"$log" 2>&1; then
  if grep -q NETSDK1083 "$log"; then
    echo "publish_single_file: .NET knows no platform '$rid': give one such as linux-x64, linux-arm64, osx-arm64, win-x64" >&2
  elif grep -Eq 'NU1101|NU1102|NU1301|NETSDK1112' "$log"; then
    grep -Eom 1 '(NU[0-9]+|NETSDK1112): [^[]*' "$log" >&2 || true
    echo "publish_single_file: the packages of the .NET runtime for $rid cannot be restored here." >&2
    echo "Try where a NuGet source has Microsoft.NETCore.App.Runtime.$rid, or make the small one: FRAMEWORK_DEPENDENT=true $0" >&2
  else
    cat "$log" >&2
  fi
  exit 1
fi

program=$folder/TfNetLstm
if [ -e "$program.exe" ]; then program=$program.exe; fi
find "$folder" -type f -exec ls -l {} +
if [ "$rid" = "$here" ]; then
  "$program" --version
  "$program" train --seed 1 --training-iters 1500 --display-step 5
fi

#!/usr/bin/env bash
# Packs the solution into a temporary folder and uses the packages as a newcomer would, each from a folder of its own:
# the tool is installed and run, and the programs of the engine's and the cells' package READMEs are built and run.
# usage: scripts/smoke_packages.sh [--no-build]
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
root=$PWD

fail() { echo "smoke_packages: $1" >&2; exit 1; }

dotnet pack TfNetLstm.sln -c Release "$@" -o "$work/packages" -v q >"$work/pack.log" \
  || { cat "$work/pack.log"; fail "dotnet pack failed"; }
for id in TfNetLstm TfNetLstm.Engine TfNetLstm.Formats TfNetLstm.Rnn TfNetLstm.Remote TfNetLstm.Server; do
  compgen -G "$work/packages/$id.[0-9]*.nupkg" >/dev/null || fail "no package $id was made"
done
version=$(basename "$work"/packages/TfNetLstm.Engine.[0-9]*.nupkg .nupkg)
version=${version#TfNetLstm.Engine.}
# Packages of an earlier run have the same version: from here on nothing may come from a cache or stay in one.
export NUGET_PACKAGES=$work/cache

echo "the tool, from a folder of its own"
mkdir "$work/elsewhere"
cd "$work/elsewhere"
dotnet tool install TfNetLstm --version "$version" --tool-path "$work/tool" --add-source "$work/packages" >"$work/install.log" \
  || { cat "$work/install.log"; fail "dotnet tool install failed"; }
printed=$("$work/tool/tfnetlstm" --version)
case $printed in "$version"*) ;; *) fail "--version printed '$printed'" ;; esac
"$work/tool/tfnetlstm" ops matmul | grep '^MatMul .*gradient: yes' || fail "ops matmul did not list MatMul"
"$work/tool/tfnetlstm" data verify >"$work/data.log" || fail "data verify printed $(cat "$work/data.log")"
"$work/tool/tfnetlstm" train --seed 1 --training-iters 1500 2>"$work/train.err" >"$work/train.log" \
  || { cat "$work/train.err"; fail "train failed"; }
grep '^Iter 1280, Minibatch Loss= 3.079301, Training Accuracy= 0.21094$' "$work/train.log" || fail "train printed $(cat "$work/train.log")"
grep -q '^Testing Accuracy: 0\.' "$work/train.log" || fail "train printed no accuracy"

# The first C# block of a package's README, as a project that knows nothing but the package, printing the text block after it.
try_readme() {
  local id=$1 readme=$2 project=$work/$1.Consumer
  mkdir "$project"
  block csharp "$readme" >"$project/Program.cs"
  block text "$readme" >"$work/expected.txt"
  cat >"$project/Consumer.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    <InvariantGlobalization>true</InvariantGlobalization>
    <RestoreAdditionalProjectSources>$work/packages</RestoreAdditionalProjectSources>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="$id" Version="$version" />
  </ItemGroup>
</Project>
PROJECT
  dotnet build "$project" -v q -o "$project/out" >"$work/build.log" || { cat "$work/build.log"; fail "a program on $id does not build"; }
  diff "$readme" "$NUGET_PACKAGES/${id,,}/$version/README.md" || fail "the README in $id is another one"
  dotnet "$project/out/Consumer.dll" | tee "$work/printed.txt"
  diff "$work/expected.txt" "$work/printed.txt" || fail "the program of the README of $id printed something else"
}

block() { awk -v fence="\`\`\`$1" '$0 == fence && !done { inside = 1; next } inside && /^```/ { inside = 0; done = 1 } inside' "$2"; }

echo "a program on the engine's package"
try_readme TfNetLstm.Engine "$root/src/Tensorflow.Managed/PACKAGE.md"
echo "a program on the cells' package"
try_readme TfNetLstm.Rnn "$root/src/Tensorflow.Rnn/PACKAGE.md"
echo "a program on the server's package, which brings the client"
try_readme TfNetLstm.Server "$root/src/Tensorflow.GrpcServer/PACKAGE.md"
echo "Packages of version $version install and run."

#!/usr/bin/env bash
# Start and size of the tool's packages, side by side in one run: a cold `validate` of one definition of about 32 KB by the native and by the portable
# tool, and a console program that does nothing (framework-dependent, started by its own host).
#
#   start.sh [packages]     a folder that `dotnet pack build/Packages.proj -o packages` filled; without one it is made first, which takes minutes
#
# Needs a linker (clang or gcc), hyperfine and unzip.
set -euo pipefail

here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

packages="${1:-$work/packages}"
if [[ $# -eq 0 ]]; then
  dotnet pack "$root/build/Packages.proj" -o "$packages" -v quiet --nologo
fi

dotnet run --project "$here" -c Release -- write "$work/tree"
one="$(find "$work/tree" -name '*.json' -size +60 -size -70 | sort | head -1)"
dotnet new console -o "$work/empty" --no-restore > /dev/null
echo 'return;' > "$work/empty/Program.cs"
dotnet publish "$work/empty" -c Release -o "$work/empty/out" -v quiet --nologo

for package in "$packages"/ConnectorBuild.Tool.*-*.nupkg "$packages"/ConnectorBuild.Tool.any.*.nupkg; do
  folder="$work/$(basename "$package" .nupkg)"
  unzip -q "$package" -d "$folder"
  printf '%-50s %5.1f MB packed, %5.1f MB unpacked\n' "$(basename "$package")" \
    "$(stat -c %s "$package" | awk '{ print $1 / 1000000 }')" "$(du -sb "$folder" | awk '{ print $1 / 1000000 }')"
done

native="$(find "$work" -path '*/tools/*' -name dotnet-connector -type f)"
portable="$(find "$work" -path '*.any.*' -name dotnet-connector.dll)"
chmod +x "$native"
hyperfine --shell=none --ignore-failure --warmup 3 --runs 30 \
  "$work/empty/out/empty" "$native validate $one" "dotnet $portable validate $one" 2> /dev/null | grep -E 'Benchmark|Time|Range'

#!/usr/bin/env bash
# The way of a newcomer: the commands of docs/templates.md, "Then: five commands", word for word, in an empty folder, with an empty home, an empty package
# cache and no other source than the feed. Prints the time of each and of all; fails unless the last one proves the sign-in.
#
#   newcomer.sh [packages]     a folder that `dotnet pack build/Packages.proj -o packages` filled; without one it is made first, portable, in a minute or two
set -euo pipefail

root="$(cd "$(dirname "$0")/../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

packages="${1:-$work/packages}"
if [[ $# -eq 0 ]]; then
  dotnet pack "$root/build/Packages.proj" -p:ConnectorToolLinker=none -o "$packages" -v quiet --nologo
fi

mkdir -p "$work/home/.nuget/NuGet" "$work/empty"
cp -r "$packages" "$work/home/connectorbuild-feed"
echo '<configuration><packageSources><clear /></packageSources></configuration>' > "$work/home/.nuget/NuGet/NuGet.Config"
dotnet="$(dirname "$(readlink -f "$(command -v dotnet)")")"

now() { date +%s%N; }
seconds() { awk -v from="$1" -v to="$(now)" 'BEGIN { printf "%6.1f s", (to - from) / 1e9 }'; }

# The first block of code of that part.
mapfile -t commands < <(awk '/^## /{ here = /^## Then: five commands/; fences = 0 } here && /^```/{ fences++; next } here && fences == 1' "$root/docs/templates.md")
cd "$work/empty"
all="$(now)"
for command in "${commands[@]}"; do
  one="$(now)"
  if ! env -i PATH="$PATH" HOME="$work/home" DOTNET_ROOT="$dotnet" bash -c "$command" > "$work/output.txt" 2>&1 < /dev/null; then
    cat "$work/output.txt" >&2
    exit 1
  fi
  echo "$(seconds "$one")  $command"
done
echo "$(seconds "$all")  ${#commands[@]} commands"
grep -m 1 'sign-in        proved' "$work/output.txt"

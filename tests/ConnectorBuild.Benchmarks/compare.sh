#!/usr/bin/env bash
# Compares `dotnet connector validate` with Spectral and Redocly on the same definitions, side by side in one run.
#
#   compare.sh [folder with connectors]     without one, a corpus is generated
#
# Needs node and npm; both tools are installed into a temporary folder. Wall time over the whole tree, start included: the best of three rounds in
# which the tools take turns. Ours is the package for this kind of machine, compiled ahead of time, as `dotnet tool install` gets it. Last comes a
# cold `validate` of one file of about 32 KB against a console program that does nothing, if hyperfine is installed.
set -euo pipefail

here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

SPECTRAL_VERSION="${SPECTRAL_VERSION:-6.16.3}"
REDOCLY_VERSION="${REDOCLY_VERSION:-2.77.0}"

rid="$(dotnet msbuild "$root/src/ConnectorBuild.Tool" -getProperty:NETCoreSdkPortableRuntimeIdentifier)"
dotnet publish "$root/src/ConnectorBuild.Tool" -c Release -r "$rid" --no-self-contained -o "$work/tool" -v quiet --nologo
tool="$work/tool/dotnet-connector"

if [[ $# -gt 0 ]]; then
  tree="$1"
else
  tree="$work/tree"
  dotnet run --project "$here" -c Release -- write "$tree"
fi

# Redocly stops at the first file that it cannot parse, so all tools get those that are strict JSON only.
mkdir "$work/strict"
count=0
while IFS= read -r -d '' file; do
  if node -e 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))' "$file" 2> /dev/null; then
    count=$((count + 1))
    mkdir "$work/strict/$count"
    cp "$file" "$work/strict/$count/apiDefinition.swagger.json"
  fi
done < <(find "$tree" -name 'apiDefinition*.json' -print0)
echo "$count definitions, $(find "$work/strict" -name '*.json' -print0 | xargs -0 cat | wc -c) bytes"

npm install --silent --no-fund --no-audit --prefix "$work/npm" "@stoplight/spectral-cli@$SPECTRAL_VERSION" "@redocly/cli@$REDOCLY_VERSION"
echo 'extends: ["spectral:oas"]' > "$work/ruleset.yaml"

names=("dotnet connector validate" "Redocly $REDOCLY_VERSION, recommended" "Spectral $SPECTRAL_VERSION, spectral:oas")
best=("" "" "")

run() {
  case "$1" in
    0) "$tool" validate . ;;
    1) "$work/npm/node_modules/.bin/redocly" lint --extends recommended --max-problems 0 ./*/apiDefinition.swagger.json ;;
    2) "$work/npm/node_modules/.bin/spectral" lint --quiet --ruleset "$work/ruleset.yaml" '*/apiDefinition.swagger.json' ;;
  esac
}

cd "$work/strict"
for _ in 1 2 3; do
  for index in 0 1 2; do
    start=$(date +%s.%N)
    run "$index" > "$work/out.txt" 2>&1 || true
    end=$(date +%s.%N)
    best[index]=$(awk -v b="${best[index]}" -v s="$start" -v e="$end" 'BEGIN { t = e - s; print (b == "" || t < b) ? t : b }')
  done
done

for index in 0 1 2; do
  awk -v n="${names[index]}" -v t="${best[index]}" -v o="${best[0]}" 'BEGIN { printf "%-34s %8.2f s  %6.1f times ours\n", n, t, t / o }'
done

if command -v hyperfine > /dev/null; then
  one="$(find . -name '*.json' -size +60 -size -70 | sort | head -1)"
  dotnet new console -o "$work/empty" --no-restore > /dev/null
  echo 'return;' > "$work/empty/Program.cs"
  dotnet publish "$work/empty" -c Release -o "$work/empty/out" -v quiet --nologo
  hyperfine --shell=none --ignore-failure --warmup 3 --runs 20 "$work/empty/out/empty" "$tool validate $one" 2> /dev/null | grep -E 'Benchmark|Time|Range'
fi

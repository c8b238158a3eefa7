#!/usr/bin/env bash
# Compares `dotnet connector validate` with Spectral and Redocly on the same definitions, side by side in one run.
#
#   compare.sh [folder with connectors]     without one, a corpus is generated
#
# Needs node and npm; both tools are installed into a temporary folder. Wall time of one run each over the whole tree, start included.
set -euo pipefail

here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

SPECTRAL_VERSION="${SPECTRAL_VERSION:-6.16.3}"
REDOCLY_VERSION="${REDOCLY_VERSION:-2.77.0}"

dotnet build "$root/src/ConnectorBuild.Tool" -c Release -v quiet --nologo
tool="$(find "$root/src/ConnectorBuild.Tool/bin/Release" -name dotnet-connector.dll | head -1)"

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

measure() {
  local name="$1"
  shift
  local start end
  start=$(date +%s.%N)
  "$@" > "$work/out.txt" 2>&1 || true
  end=$(date +%s.%N)
  awk -v n="$name" -v s="$start" -v e="$end" 'BEGIN { printf "%-34s %8.2f s\n", n, e - s }'
}

cd "$work/strict"
measure "dotnet connector validate" dotnet "$tool" validate .
measure "Spectral $SPECTRAL_VERSION, spectral:oas" "$work/npm/node_modules/.bin/spectral" lint --quiet --ruleset "$work/ruleset.yaml" '*/apiDefinition.swagger.json'
measure "Redocly $REDOCLY_VERSION, recommended" "$work/npm/node_modules/.bin/redocly" lint --extends recommended --max-problems 0 */apiDefinition.swagger.json

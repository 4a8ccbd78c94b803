#!/usr/bin/env bash
# The TypeScript shapes are made from the Rust ones: made anew, they must be the ones that are committed.
set -euo pipefail
cd "$(dirname "$0")/.."
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
tools/generate.sh "$made/shapes"
if ! diff -r "$made/shapes" ui/src/backend/generated; then
  echo "界面类型已过期 · stale shapes; make them anew with: tools/generate.sh" >&2
  exit 1
fi
echo "generated files are fresh"

#!/usr/bin/env bash
# Makes the TypeScript shapes of the window's commands from the Rust ones, and the list of them: tools/generate.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."
shapes=${1:-$PWD/ui/src/backend/generated}
rm -rf "$shapes"
TS_RS_EXPORT_DIR="$shapes" cargo test --quiet -p app export_bindings > /dev/null
for shape in $(cd "$shapes" && LC_ALL=C ls ./*.ts); do
  name=$(basename "$shape" .ts)
  echo "export type { $name } from \"./$name\";"
done > "$shapes/index.ts.new"
mv "$shapes/index.ts.new" "$shapes/index.ts"

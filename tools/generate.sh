#!/usr/bin/env bash
# Makes the TypeScript shapes of the window's commands from the Rust ones.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf ui/src/backend/generated
TS_RS_EXPORT_DIR="$PWD/ui/src/backend/generated" cargo test --quiet -p app export_bindings

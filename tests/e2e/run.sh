#!/usr/bin/env bash
# The journeys in the real window: builds the pages and the window (unless SKIP_BUILD=1), starts a screen of its own, and
# drives the window through WebKit's WebDriver. Screenshots go to artifacts/. With "bench" it measures a release build.
set -euo pipefail
cd "$(dirname "$0")/../.."
target="${CARGO_TARGET_DIR:-target}"
profile=debug
[ "${1:-}" = bench ] && profile=release

if [ "${SKIP_BUILD:-0}" != 1 ]; then
  [ -d ui/node_modules ] || (cd ui && npm ci --no-audit --no-fund --loglevel=error)
  (cd ui && npm run --silent build)
  # The pages are embedded when the window is compiled.
  touch src-tauri/build.rs
  if [ "$profile" = release ]; then cargo build --quiet --release -p shell; else cargo build --quiet -p shell; fi
fi

own=()
stop() { for pid in "${own[@]}"; do kill "$pid" 2>/dev/null || true; done; }
trap stop EXIT

# A free screen: Xvfb chooses its number and says which.
screen=$(mktemp)
Xvfb -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp 3>"$screen" 2>/dev/null &
own+=($!)
for _ in $(seq 50); do [ -s "$screen" ] && break; sleep 0.1; done
[ -s "$screen" ] || { echo "Xvfb did not start" >&2; exit 1; }
DISPLAY=":$(cat "$screen")"
export DISPLAY
rm -f "$screen"

mkdir -p artifacts
LUNZHENG_WINDOW="$(realpath "$target/$profile/lunzheng-desktop")"
export LUNZHENG_WINDOW ARTIFACTS="$PWD/artifacts" SAMPLES="$PWD/assets/samples"
if [ "$profile" = release ]; then
  node tests/e2e/bench.mjs
else
  # One window at a time: a day in it takes the whole screen.
  node --test --test-concurrency=1 --test-reporter=spec tests/e2e/vault.test.mjs tests/e2e/locked-in.test.mjs tests/e2e/books.test.mjs tests/e2e/demand.test.mjs tests/e2e/shared.test.mjs tests/e2e/meeting.test.mjs
fi

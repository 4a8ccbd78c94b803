#!/usr/bin/env bash
# Fuzzing with coverage, on stable Rust: tools/fuzz.sh [target…]
# SECONDS_EACH seconds a target (60). Kept inputs lie in fuzz/corpus/<target>; what is new goes to the build folder, where
# KEEP=1 adds what raises the coverage to the kept ones. An input that stops a target is put to the kept ones: with it
# `make test` fails until it is mended.
set -euo pipefail
cd "$(dirname "$0")/.."

all=(pack insider manifest merge book package)
targets=("$@")
[ "${#targets[@]}" -gt 0 ] || targets=("${all[@]}")
seconds="${SECONDS_EACH:-60}"
command -v c++ >/dev/null || { echo "缺少 C++ 编译器 · a C++ compiler is missing: apt-get install g++" >&2; exit 1; }

host=$(rustc -vV | sed -n 's/^host: //p')
out="${CARGO_TARGET_DIR:-$PWD/target}/fuzz"
# what cargo-fuzz sets without a sanitizer; --target keeps it from build scripts and macros
flags="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters"
flags+=" -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares"
RUSTFLAGS="$flags" CARGO_INCREMENTAL=0 cargo build --quiet --locked --release --manifest-path fuzz/targets/Cargo.toml \
  --target "$host" --target-dir "$out"

broken=0
printf '%-10s %12s %10s %10s %10s  %s\n' target runs runs/s covered features outcome
for target in "${targets[@]}"; do
  kept="fuzz/corpus/$target" found="$out/found/$target" log="$out/$target.log"
  mkdir -p "$found" "$out/stopped"
  # the readers' own ceilings: 10 s an input here, 30 s there; a process over 896 MiB is ended there
  options=(-max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -malloc_limit_mb=896 -max_len=65536
    -print_final_stats=1 -artifact_prefix="$out/stopped/$target-")
  outcome="nothing stopped it · 无崩溃"
  if ! "$out/$host/release/$target" "${options[@]}" "$found" "$kept" >"$log" 2>&1; then
    broken=1
    stopped=$(sed -n 's/^.*Test unit written to //p' "$log" | tail -1)
    outcome="STOPPED · 崩溃: see $log"
    if [ -n "$stopped" ]; then
      cp "$stopped" "$kept/stopped-$(basename "$stopped" | tail -c 13)"
      outcome+=", input kept in $kept"
    fi
  fi
  last=$(grep -E '^#[0-9]+.* cov: ' "$log" | tail -1 || true)
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  rate=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
  covered=$(sed -n 's/.* cov: \([0-9]*\).*/\1/p' <<<"$last")
  features=$(sed -n 's/.* ft: \([0-9]*\).*/\1/p' <<<"$last")
  printf '%-10s %12s %10s %10s %10s  %s\n' "$target" "${runs:-?}" "${rate:-?}" "${covered:-?}" "${features:-?}" "$outcome"
  if [ "${KEEP:-}" = 1 ] && [ "$broken" = 0 ]; then
    "$out/$host/release/$target" -set_cover_merge=1 -use_counters=0 -max_len=4096 "$kept" "$found" >>"$log" 2>&1
  fi
done
exit "$broken"

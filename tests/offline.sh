#!/usr/bin/env bash
# A whole meeting in a network namespace without interfaces, watched by strace: it opens no internet socket. Where strace or
# namespaces are missing it says so and leaves with 0; with REQUIRE_OFFLINE=1 that is a failure.
# Usage: tests/offline.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/.."
program="${1:-${CARGO_TARGET_DIR:-target}/debug/lunzheng}"

skip() {
  echo "离线证明没有运行：$1 · the proof that nothing goes online did not run: $2"
  [ "${REQUIRE_OFFLINE:-0}" = 1 ] && exit 1
  exit 0
}

[ -x "$program" ] || { echo "没有 $program，请先编译 · $program is not there, build it first" >&2; exit 1; }
command -v strace >/dev/null || skip "没有 strace" "strace is not installed"
command -v unshare >/dev/null || skip "没有 unshare" "unshare is not installed"
alone=(unshare --net)
[ "$(id -u)" -eq 0 ] || alone=(unshare --map-root-user --net)
"${alone[@]}" true 2>/dev/null || skip "系统不许新建网络空间" "the system allows no network namespace"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
strace -f -qq -e trace=none -o /dev/null true 2>/dev/null || skip "系统不许 strace" "the system allows no strace"

# The watch itself is watched: a program that opens an internet socket must be seen.
strace -f -qq -e trace=network -o "$scratch/control" bash -c 'exec 3<>/dev/tcp/127.0.0.1/9' 2>/dev/null || true
grep -q 'socket(AF_INET' "$scratch/control" || { echo "strace does not see sockets" >&2; exit 1; }

"${alone[@]}" strace -f -qq -e trace=network,io_uring_setup -o "$scratch/calls" \
  "$program" demo --out "$scratch/meeting" --bids 8 --experts 5 >"$scratch/said"
sockets=$(grep -cE 'socket\(AF_INET6?|socket\(AF_PACKET|io_uring_setup\(' "$scratch/calls" || true)
packs=$(find "$scratch/meeting" -name '*.lzp' | wc -l)
papers=$(find "$scratch/meeting" -name '*.pdf' | wc -l)
if [ "$sockets" -ne 0 ]; then
  grep -E 'socket\(AF_INET6?|socket\(AF_PACKET|io_uring_setup\(' "$scratch/calls" | head -5 >&2
  echo "会议期间打开了 $sockets 个网络接口 · the meeting opened $sockets internet sockets" >&2
  exit 1
fi
[ "$packs" -ge 10 ] && [ "$papers" -ge 10 ] || { echo "the meeting was not held: $packs packs, $papers papers" >&2; exit 1; }
echo "一次完整的会议（$packs 个数据包、$papers 件文件）在没有网络的空间中完成，打开的网络接口：0"
echo "a whole meeting ($packs packs, $papers papers) without any network interface: 0 internet sockets"

#!/usr/bin/env bash
# Installs what a step needs and says so. Usage: tools/setup.sh base|window|test
# On Debian and Ubuntu the packages come through apt-get (with sudo when not root); elsewhere it names what is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

base=(build-essential perl pkg-config)
window=(libwebkit2gtk-4.1-dev librsvg2-dev)
tests=(webkit2gtk-driver xvfb poppler-utils qpdf fonts-noto-cjk strace util-linux)

case "${1:-base}" in
  base) wanted=("${base[@]}") ;;
  window) wanted=("${base[@]}" "${window[@]}") ;;
  test) wanted=("${base[@]}" "${window[@]}" "${tests[@]}") ;;
  *) echo "usage: tools/setup.sh base|window|test" >&2; exit 2 ;;
esac

for tool in cargo make; do
  command -v "$tool" >/dev/null || { echo "缺少 $tool，请先安装 · $tool is missing, install it first" >&2; exit 1; }
done

if ! command -v dpkg-query >/dev/null; then
  echo "不是 Debian 系统，请自行确认已安装 · not Debian, make sure you have: ${wanted[*]}" >&2
else
  missing=()
  for package in "${wanted[@]}"; do
    dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -q '^installed$' || missing+=("$package")
  done
  if [ "${#missing[@]}" -gt 0 ]; then
    echo "安装系统软件包 · installing packages: ${missing[*]}"
    as_root=()
    if [ "$(id -u)" -ne 0 ]; then
      command -v sudo >/dev/null || { echo "需要 root 或 sudo · root or sudo is needed" >&2; exit 1; }
      as_root=(sudo)
    fi
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o DPkg::Lock::Timeout=300 "${missing[@]}" >/dev/null
  fi
fi

if [ "${1:-base}" != base ]; then
  command -v npm >/dev/null || { echo "缺少 Node.js 20 和 npm · Node.js 20 with npm is missing" >&2; exit 1; }
  if [ ! -d ui/node_modules ] || [ ui/package-lock.json -nt ui/node_modules/.package-lock.json ]; then
    echo "安装界面依赖 · installing the window's packages"
    (cd ui && npm ci --no-audit --no-fund --loglevel=error)
  fi
fi

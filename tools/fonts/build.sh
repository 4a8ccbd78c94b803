#!/usr/bin/env bash
# Fetches the free fonts that stand in for the official ones and reduces them into assets/fonts.
# Needs npm, pip and apt-get (Debian bookworm), dpkg-deb, tar, unzip, python3 with venv. Run it only to renew the fonts:
# its output is committed.
#
#   tools/fonts/build.sh [WORKDIR]
set -euo pipefail

here="$(cd "$(dirname "$0")" && pwd)"
out="$(cd "$here/../.." && pwd)/assets/fonts"
work="${1:-$(mktemp -d)}"
mkdir -p "$work" "$out"
cd "$work"

echo "== fetch into $work"
npm pack --silent @expo-google-fonts/noto-serif-sc@0.4.3 @expo-google-fonts/noto-sans-sc@0.4.3
python3 -m venv venv
venv/bin/pip install --quiet fonttools==4.60.1
venv/bin/pip download --quiet --no-deps pylopdf-fonts-zh-cn==0.1.1
# The list of the 通用规范汉字 comes from Unicode's own data (kTGH).
apt-get download fonts-lxgw-wenkai=1.250+repack-1 texlive-lang-chinese=2022.20230122-1 unicode-data=15.0.0-1

echo "== unpack"
for file in *.tgz; do mkdir -p "npm/${file%.tgz}"; tar -xzf "$file" -C "npm/${file%.tgz}"; done
for file in *.whl; do mkdir -p pypi; unzip -q -o "$file" -d pypi; done
for file in *.deb; do mkdir -p deb; dpkg-deb -x "$file" deb; done

echo "== reduce"
venv/bin/python "$here/build.py" "$work" "$out"
ls -l "$out"

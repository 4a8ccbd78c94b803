#!/usr/bin/env bash
# Builds the .deb: the window, the command line, icons, desktop entry, the type of packs, licences. The bundler takes the
# binaries from the release folder, wherever that is.
set -euo pipefail
cd "$(dirname "$0")/.."
target="${CARGO_TARGET_DIR:-$PWD/target}"
cargo build --quiet --release -p cli
# The package names the command line's binary by one place.
staged=src-tauri/linux/staged
mkdir -p "$staged"
install -m 755 "$target/release/lunzheng" "$staged/lunzheng"
trap 'rm -rf "$staged"' EXIT
ui/node_modules/.bin/tauri build --bundles deb --ci
mkdir -p dist
# The bundler packs with gzip; xz makes the same package a third smaller.
unpacked=$(mktemp -d)
trap 'rm -rf "$staged" "$unpacked"' EXIT
for package in "$target"/release/bundle/deb/*.deb; do
  dpkg-deb -R "$package" "$unpacked/package"
  dpkg-deb --root-owner-group -Zxz -b "$unpacked/package" "dist/$(basename "$package")"
done
ls -l dist/*.deb

#!/usr/bin/env bash
# Draws the program's icon (the seal: a sheet with three lines) in the sizes the window needs. Wants ImageMagick.
set -euo pipefail
cd "$(dirname "$0")/../../src-tauri/icons"
draw() { # size
  convert -size 512x512 xc:none -fill '#0F5C66' -draw 'roundrectangle 24,24 488,488 56,56' \
    -fill none -stroke white -strokewidth 36 -draw 'line 136,168 376,168' -draw 'line 136,256 316,256' -draw 'line 136,344 246,344' \
    -resize "$1x$1" -define png:exclude-chunks=date,time "PNG32:$2"
}
draw 32 32x32.png
draw 128 128x128.png
draw 512 icon.png

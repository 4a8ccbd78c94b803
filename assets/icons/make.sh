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
sizes=$(mktemp -d)
trap 'rm -rf "$sizes"' EXIT
for size in 16 24 32 48 64 128 256 512; do draw "$size" "$sizes/$size.png"; done
# Windows: one file with every size.
convert "$sizes/16.png" "$sizes/24.png" "$sizes/32.png" "$sizes/48.png" "$sizes/64.png" "$sizes/256.png" icon.ico
# macOS: a frame of typed PNG pictures, each with its length.
perl -e '
  my ($dir, $all) = (shift, "");
  for (["ic07", 128], ["ic08", 256], ["ic09", 512]) {
    open(my $in, "<:raw", "$dir/$_->[1].png") or die "$dir: $!";
    my $png = do { local $/; <$in> };
    $all .= $_->[0] . pack("N", 8 + length $png) . $png;
  }
  print "icns", pack("N", 8 + length $all), $all;
' "$sizes" >icon.icns

#!/usr/bin/env bash
# LibreOffice Calc on the program's own workbook of formulas (评分计算过程.xlsx): opened, computed anew, written. To run beside
# `lunzheng bench`. Needs soffice. Usage: tools/peers/calc.sh WORKBOOK.xlsx
set -euo pipefail
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
for _ in 1 2 3; do
  started=$(date +%s%N)
  soffice --headless --convert-to ods --outdir "$out" "$1" > /dev/null 2>&1
  echo "LibreOffice Calc: $(( ($(date +%s%N) - started) / 1000000 )) ms"
done

#!/usr/bin/env bash
# Counts the instructions that it takes to read and to write the texts of two and of sixty pages, and fails where
# they are more than 5 % above the committed figures. With --update it writes these anew: in the commit that
# changes them.
set -euo pipefail
cd "$(dirname "$0")/../.."
figures=benches/parse/instructions.txt

bench=$(cargo bench --no-default-features --locked --bench parse --no-run 2>&1 | tee /dev/stderr |
  sed -n 's/.*Executable .*(\(.*\))/\1/p')

# count TEXT: the instructions between the text in memory and the JSON in memory.
count() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null --toggle-collect=parse::measured "$bench" once "$1" 2>&1 |
    sed -n 's/.*Collected : *\([0-9]*\).*/\1/p'
}

failed=0
found=""
for text in two sixty; do
  now=$(count "$text")
  before=$(awk -v text="$text" '$1 == text { print $2 }' "$figures")
  echo "$text: $now instructions, committed are ${before:-none}"
  found+="$text $now"$'\n'
  [ -n "$now" ] && [ "$((now * 100))" -le "$((${before:-0} * 105))" ] || failed=1
done
if [ "${1:-}" = --update ]; then
  printf '%s' "$found" >"$figures"
  exit
fi
[ "$failed" = 0 ] || echo "more than 5 % above the committed figures: benches/parse/instructions.sh --update writes them anew"
exit "$failed"

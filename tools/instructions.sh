#!/usr/bin/env bash
# Counts the instructions that reading takes (callgrind), and compares them with tools/instructions.txt.
#
#   tools/instructions.sh            fails where a count is more than 5 % above the committed one
#   tools/instructions.sh --update   writes the counts that it finds; commit them with the code that changed them
#
# A count does not drift with the load of a machine. Counts differ a little between compilers and processors:
# what is compared is instructions for each byte of the floor (see docs/performance.md), in hundredths.
set -euo pipefail
cd "$(dirname "$0")/.."

figures=tools/instructions.txt
most_above=5 # per cent

command -v valgrind >/dev/null || {
  apt-get update -q && apt-get install -qy --no-install-recommends valgrind
}

bench=$(cargo bench --no-default-features --bench parse --locked --no-run 2>&1 |
  tee /dev/stderr | sed -n 's/.*Executable .*(\(.*\))$/\1/p')
[ -x "$bench" ] || { echo "the bench was not built"; exit 1; }

# count PASS TEXT: instructions inside the measured part.
count() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null --toggle-collect='*measured*' "$bench" "$1" "$2" 2>&1 |
    sed -n 's/.*Collected : //p'
}

found=$(for text in two sixty; do
  floor=$(count floor "$text")
  for pass in parse-only once; do
    echo "$text $pass $(($(count "$pass" "$text") * 100 / floor))"
  done
done)

if [ "${1:-}" = --update ]; then
  { echo "# text pass instructions, in hundredths of the floor's; written by tools/instructions.sh --update"
    echo "$found"; } >"$figures"
  cat "$figures"
  exit
fi

failed=0
while read -r text pass now; do
  before=$(awk -v text="$text" -v pass="$pass" '$1 == text && $2 == pass { print $3 }' "$figures")
  [ -n "$before" ] || { echo "$figures has no figure for $text $pass"; failed=1; continue; }
  echo "$text $pass: $now, committed $before"
  if [ $((now * 100)) -gt $((before * (100 + most_above))) ]; then
    echo "  more than $most_above % above: find out why, or commit the new figure with the reason"
    failed=1
  fi
done <<<"$found"
exit "$failed"

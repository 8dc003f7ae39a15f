#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The whole loop on the built-in sample, without a display: problems, candidates, two rounds labelled by the oracle,
# a table of what they were worth, and pictures of the window.
# Usage: demo.sh BIN WORK SCREENSHOTS (folder of the programs, folder for the project, folder for the pictures)
# STEPMARK_DEMO_PROBLEMS, STEPMARK_DEMO_COUNT: problems of the sample, solutions labelled a round.
set -euo pipefail

readonly BIN="$1" WORK="$2" SCREENSHOTS="$3"
readonly PROJECT="$WORK/demo.stepmark"
readonly PROBLEMS="${STEPMARK_DEMO_PROBLEMS:-300}" COUNT="${STEPMARK_DEMO_COUNT:-400}"

# Shows the name of each new stage of the progress, and everything that is no progress.
show_stages() {
    local line stage last=
    while IFS= read -r line; do
        stage="$(jq -Rr 'fromjson? // {stage: .} | .stage' <<<"$line")"
        [ "$stage" = "$last" ] || printf '    %s\n' "$stage" >&2
        last="$stage"
    done
}

# Runs one subcommand; its result goes to standard output, its progress through show_stages.
ctl() {
    { "$BIN/stepmarkctl" --json "$@" 2>&1 1>&3 3>&- | show_stages; } 3>&1
}

table() {
    printf '\n%5s  %6s  %19s  %16s  %11s  %8s\n' round labels 'step AUC in problem' 'step AUC overall' 'best-of-N' majority
    jq -r '. as $round | .best_of_n[] | select(.n == 4 or .n == 16 or .n == 64)
           | [$round.round, $round.labels, $round.step_auc_within, $round.step_auc, "N=\(.n)", .prm, .majority] | @tsv' "$@" |
        awk -F '\t' 'function share(x) { return x == "" ? "-" : sprintf("%.3f", x) }
            { printf "%5d  %6d  %19s  %16s  %-5s %5s  %8s\n", $1, $2, share($3), share($4), $5, share($6), share($7) }'
    printf '\nOn held-out problems. Step AUC: how well the model tells good steps from wrong ones (0.5: not at all), among\n'
    printf 'the steps of one problem and over all. Best-of-N: share of problems solved when the model picks one of N\n'
    printf 'solutions; majority: when the most frequent answer is taken.\n\n'
}

mkdir -p "$WORK" "$SCREENSHOTS"
rm -rf "$PROJECT" "$PROJECT-wal" "$PROJECT-shm" "$WORK/demo.models"

echo "==> making the sample project: $PROBLEMS problems, with candidate solutions from the shipped generator"
ctl sample "$PROJECT" --problems "$PROBLEMS" >"$WORK/sample.json"
jq -r '"    \(.problems) problems, \(.solutions) solutions, \(.correct_share * 1000 | round / 10) % of them right"' "$WORK/sample.json"

for round in 1 2; do
    echo "==> round $round: the oracle labels $COUNT solutions, a reward model is trained and evaluated"
    # A small model on little data: more epochs at a higher rate than for a large one (docs/sample.md).
    ctl round "$PROJECT" --oracle --count "$COUNT" --epochs 4 --patience 0 --learning-rate 5e-4 --seed "$round" >"$WORK/round-$round.json"
done
table "$WORK"/round-1.json "$WORK"/round-2.json

echo "==> pictures of the window"
QT_QPA_PLATFORM=offscreen "$BIN/stepmark" --capture "$SCREENSHOTS"

echo
echo "The project: $PROJECT"
echo "Open it with $BIN/stepmark, or go on with $BIN/stepmarkctl --help"

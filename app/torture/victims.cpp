// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/torture/victims.h"

#include "app/torture/places.h"

#include <sstream>

namespace stepmark::torture {

namespace {

std::vector<std::string> words(const std::string& line) {
    std::istringstream text(line);
    std::vector<std::string> result;
    for (std::string word; text >> word;)
        result.push_back(word);
    return result;
}

Victim job(const std::string& name, const std::string& line, bool same_end = false) {
    return {.name = name, .place = kProjectPlace, .arguments = words(line), .same_end = same_end};
}

/// One that goes on with --resume, and says `already` where only its end could not be written.
Victim resumed(const std::string& name, const std::string& line, const std::string& already) {
    Victim victim = job(name, line);
    victim.again = words(line + " --resume");
    victim.already = already;
    return victim;
}

/// One that, done already, says so when it is called again.
Victim once(const std::string& name, const std::string& line, const std::string& already) {
    Victim victim = job(name, line, true);
    victim.already = already;
    return victim;
}

} // namespace

std::vector<Victim> allVictims(std::int64_t settled_step) {
    const std::string p = " @/p.stepmark ";
    std::vector<Victim> victims{
        {.name = "label-window",
         .place = kProjectPlace,
         .arguments = words("label" + p + "ann " + std::to_string(kMarks)),
         .window = true},
        job("import", "import" + p + "@/more.jsonl", true),
        job("generate", "generate" + p + "--split test --samples 2 --max-tokens 64 --seed 5", true),
        once("label", "label" + p + "--oracle", "The queue is empty"),
        resumed("train-head", "train" + p + "--kind prm --mode head --out @/p.stepmark.models/head",
                "is the folder of model"),
        resumed("train-full",
                "train" + p +
                    "--kind prm --mode full --epochs 2 --problems 3 --batch-tokens 256 "
                    "--out @/p.stepmark.models/full",
                "is the folder of model"),
        job("score", "score" + p + "--checkpoint @/p.stepmark.models/first --again", true),
        job("queue", "queue" + p + "--count 5 --seed 3"),
        resumed("round", "round" + p + "--oracle --count 4 --mode head --seed 2", "There is no unfinished round"),
        job("evaluate", "evaluate" + p + "--n 1,2", true),
        job("backup", "backup" + p + "@/copy.stepmark --overwrite", true),
        once("add-task", "w2s add-task" + p + "--example steps --train-examples 12 --test-examples 6 --name more",
             "There is a task"),
        job("study", "w2s study" + p + "--task held --depths 1,2 --method naive --seeds 1", true),
        once("remove-task", "w2s remove-task" + p + "held", "has no task"),
        job("export", "export" + p + "@/out.jsonl --format jsonl --overwrite", true),
        job("split", "split" + p + "--share 0.3 --to validation", true),
        job("gold", "gold" + p + "--oracle --count 3"),
        job("settle", "settle" + p + "--rating 1 --reviewer lead --step " + std::to_string(settled_step)),
        job("status", "status" + p, true),
        job("check", "check" + p, true),
        job("jobs", "jobs" + p, true),
        job("new", "new @/fresh.stepmark"),
        job("sample", "sample @/fresh.stepmark --problems 3 --samples 1 --held-out-samples 1"),
        {.name = "checkpoint", .place = kLogPlace, .arguments = words("status" + p), .same_end = true},
    };
    for (int version = 1; version < newestVersion(); ++version)
        victims.push_back({.name = "migrate-" + std::to_string(version),
                           .place = oldPlace(version),
                           .arguments = words("status" + p),
                           .same_end = true});
    return victims;
}

} // namespace stepmark::torture

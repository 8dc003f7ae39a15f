// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/torture/plan.h"

#include "model/domain/error.h"

#include <algorithm>
#include <random>

namespace stepmark::torture {

namespace {

struct Kind {
    Call call;
    std::vector<Fault> faults;
};
const std::vector<Kind>& kinds() {
    static const std::vector<Kind> all{
        {Call::Write, {Fault::NoSpace, Fault::FullDisk, Fault::Broken, Fault::Short, Fault::Kill}},
        {Call::Sync, {Fault::Broken, Fault::NoSpace, Fault::Kill}},
        {Call::FolderSync, {Fault::Broken, Fault::NoSpace, Fault::Refused, Fault::Kill}},
        {Call::Rename, {Fault::NoSpace, Fault::Broken, Fault::Kill}},
        {Call::Allocate, {Fault::NoSpace, Fault::Broken, Fault::Kill}},
        {Call::Memory, {Fault::NoMemory}}};
    return all;
}

/// A window on a disk that stays full waits for the labeler, and rightly never ends.
bool endless(const Victim& victim, Fault fault) { return victim.window && fault == Fault::FullDisk; }

Trial faulty(const Victim& victim, const FaultPlan& fault) {
    return {.kind = Trial::Kind::Fault, .victim = &victim, .number = fault.at, .fault = fault};
}

void addFaults(const Victim& victim, const Undisturbed& undisturbed, const PlanOptions& options,
               std::vector<Trial>& trials) {
    for (const Kind& kind : kinds()) {
        const int stride = kind.call == Call::Memory ? options.memory_stride : options.stride;
        if (stride < 1)
            continue;
        for (const Fault fault : kind.faults) {
            if (endless(victim, fault))
                continue;
            if (fault == Fault::Refused) { // from the first on, or not at all
                if (undisturbed.calls[static_cast<std::size_t>(kind.call)] > 0)
                    trials.push_back(faulty(victim, {kind.call, fault, 1}));
                continue;
            }
            // Each kind of fault starts at a place of its own, so that a stride does not always hit the same calls.
            const auto first = 1 + (static_cast<std::int64_t>(options.seed) + static_cast<int>(fault)) % stride;
            for (std::int64_t at = first; at <= undisturbed.calls[static_cast<std::size_t>(kind.call)]; at += stride)
                trials.push_back(faulty(victim, {kind.call, fault, at}));
        }
    }
}

/// One kind of kill, with moments of its own whatever other victims are chosen.
void addKills(const Victim& victim, Trial::Kind kind, int count, std::uint64_t seed, std::vector<Trial>& trials) {
    std::seed_seq words(victim.name.begin(), victim.name.end());
    std::vector<std::uint32_t> own(2);
    words.generate(own.begin(), own.end());
    std::mt19937_64 random(seed * 1'000'003 + own[0] + static_cast<std::uint64_t>(kind));
    for (int i = 0; i < count; ++i)
        trials.push_back(
            {.kind = kind, .victim = &victim, .number = i, .share = static_cast<double>(random() >> 11) * 0x1p-53});
}

/// Leaves so many failing calls, drawn by seed, and of those that a file system may refuse for good, all. Without disks
/// that stay full: a job tries for minutes to say how it ended on one.
void thinOut(std::vector<Trial>& trials, int faults, std::uint64_t seed) {
    std::erase_if(trials, [](const Trial& trial) { return trial.fault.fault == Fault::FullDisk; });
    const auto drawn = std::stable_partition(trials.begin(), trials.end(), [](const Trial& trial) {
        return trial.kind != Trial::Kind::Fault || trial.fault.fault == Fault::Refused;
    });
    std::shuffle(drawn, trials.end(), std::mt19937_64(seed));
    if (trials.end() - drawn > faults)
        trials.erase(drawn + faults, trials.end());
}

} // namespace

std::vector<Victim> chosenVictims(const std::vector<Victim>& all, const PlanOptions& options) {
    const auto named = [](const std::vector<std::string>& names, const Victim& victim) {
        return std::ranges::find(names, victim.name) != names.end();
    };
    for (const auto& names : {options.only, options.skip})
        for (const std::string& name : names)
            if (std::ranges::none_of(all, [&](const Victim& victim) { return victim.name == name; }))
                throw Error("There is no victim " + name + ": --list names them.");
    std::vector<Victim> chosen;
    for (const Victim& victim : all)
        if ((options.only.empty() || named(options.only, victim)) && !named(options.skip, victim))
            chosen.push_back(victim);
    return chosen;
}

std::vector<Trial> planTrials(const std::vector<Victim>& victims, const std::vector<Undisturbed>& undisturbed,
                              const PlanOptions& options) {
    std::vector<Trial> trials;
    // The window counts three times: labelling, two windows, moved files.
    const auto windows = std::ranges::count_if(victims, &Victim::window);
    const auto shares = std::ssize(victims) + 2 * windows;
    const int each = shares > 0 ? static_cast<int>((options.kills + shares - 1) / shares) : 0;
    for (std::size_t i = 0; i < victims.size(); ++i) {
        addKills(victims[i], Trial::Kind::Kill, each, options.seed, trials);
        if (victims[i].window) {
            addKills(victims[i], Trial::Kind::Windows, each, options.seed, trials);
            addKills(victims[i], Trial::Kind::Moved, each, options.seed, trials);
        }
        addFaults(victims[i], undisturbed[i], options, trials);
    }
    if (options.faults > 0)
        thinOut(trials, options.faults, options.seed);
    return trials;
}

} // namespace stepmark::torture

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/torture/trials.h"

#include "app/torture/places.h"
#include "model/domain/error.h"

namespace stepmark::torture {

namespace fs = std::filesystem;

namespace {

fs::path programs() { return fs::read_symlink("/proc/self/exe").parent_path(); }

void append(Complaints& to, const Complaints& more, const std::string& when = {}) {
    for (const std::string& one : more)
        to.push_back(when + one);
}

Outcome::First firstOf(const Ending& ending) {
    return ending.killed      ? Outcome::First::Struck
           : ending.code == 0 ? Outcome::First::Finished
                              : Outcome::First::Refused;
}

} // namespace

Lane::Lane(const fs::path& folder)
    : m_places(folder / "places")
    , m_work(folder / "work")
    , m_ctl(programs() / "stepmarkctl-learn", folder / "ctl", m_work)
    , m_window(programs() / "stepmark_torture", folder / "window", m_work)
    , m_other_window(programs() / "stepmark_torture", folder / "other-window", m_work) {
    preparePlaces(m_places, m_work, m_ctl, m_window);
}

std::int64_t Lane::ratedStep() const { return torture::ratedStep(m_places / kProjectPlace); }

std::vector<std::string> Lane::filled(const std::vector<std::string>& arguments) const {
    std::vector<std::string> result = arguments;
    for (std::string& argument : result)
        if (argument.starts_with("@"))
            argument.replace(0, 1, m_work.string());
    return result;
}

/// The facts are taken from a copy: looking at a project closes it, and that would take its log in.
const Facts& Lane::restore(const Victim& victim) {
    const fs::path place = m_places / victim.place;
    if (!m_facts.contains(victim.place)) {
        restorePlace(place, m_work);
        m_facts[victim.place] = factsOf(m_work);
    }
    restorePlace(place, m_work);
    return m_facts[victim.place];
}

Undisturbed Lane::measure(const Victim& victim) {
    restore(victim);
    Server& server = victim.window ? m_window : m_ctl;
    const Ending ending = server.run(filled(victim.arguments));
    if (ending.signal != 0 || ending.code != 0)
        throw Error("Victim " + victim.name + " fails undisturbed: " + ending.err);
    return {ending.seconds, ending.calls, factsOf(m_work).rows};
}

Outcome Lane::run(const Trial& trial, const Undisturbed& undisturbed) {
    switch (trial.kind) {
    case Trial::Kind::Windows:
        return twoWindows(trial, undisturbed);
    case Trial::Kind::Moved:
        return moveUnderWindow(trial);
    default:
        return strike(trial, undisturbed);
    }
}

Outcome Lane::strike(const Trial& trial, const Undisturbed& undisturbed) {
    const Victim& victim = *trial.victim;
    const Facts& before = restore(victim);
    Server& server = victim.window ? m_window : m_ctl;
    std::optional<double> moment_s;
    if (trial.kind == Trial::Kind::Kill)
        moment_s = trial.share * undisturbed.seconds;
    const Ending ending = server.run(filled(victim.arguments), trial.fault, moment_s);
    const std::vector<Mark> marks = acknowledged(ending.out);
    Outcome outcome{firstOf(ending), {}, ending.seconds, {}};
    const bool told = ending.killed || trial.fault.fault == Fault::None;
    std::vector<std::string> known{knownName(ending.where, m_work)};
    if (trial.fault.fault == Fault::FullDisk) // what was hit first may be done without, what comes then may not
        known.push_back((m_work / "p.stepmark").string());
    if (!told)
        append(outcome.complaints, complaintsOfEnding(ending, known));
    if (trial.fault.fault == Fault::Refused && outcome.first != Outcome::First::Finished)
        outcome.complaints.push_back("it fails where a folder cannot be synced: " + sentenceOf(ending));
    // Every second time the next run, and not this look, is the first to meet what was left.
    if (trial.number % 2 == 0)
        append(outcome.complaints, complaintsOfState(m_work, before, marks));
    if (outcome.first != Outcome::First::Finished)
        goOn(victim, undisturbed, outcome);
    if (outcome.resumed || trial.number % 2 != 0)
        append(outcome.complaints, complaintsOfState(m_work, before, marks), "in the end, ");
    append(outcome.complaints, complaintsOfFolder(m_work));
    if (victim.same_end && outcome.complaints.empty() && factsOf(m_work).rows != undisturbed.rows)
        outcome.complaints.push_back("in the end there are not as many rows as without it");
    return outcome;
}

void Lane::goOn(const Victim& victim, const Undisturbed&, Outcome& outcome) {
    Server& server = victim.window ? m_window : m_ctl;
    const Ending ending = server.run(filled(victim.next()));
    outcome.resumed = ending.signal == 0 && ending.code == 0;
    append(outcome.complaints, complaintsOfEnding(ending, {m_work.string(), "stepmarkctl"}), "going on, ");
    const bool already = !victim.already.empty() && sentenceOf(ending).find(victim.already) != std::string::npos;
    if (outcome.first == Outcome::First::Refused && !*outcome.resumed && !already && ending.signal == 0)
        outcome.complaints.push_back("without the fault it still fails: " + sentenceOf(ending));
}

} // namespace stepmark::torture

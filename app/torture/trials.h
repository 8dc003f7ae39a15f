// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/torture/server.h"
#include "app/torture/verdict.h"
#include "app/torture/victims.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>

namespace stepmark::torture {

/// Whatever is done to a victim once.
struct Trial {
    enum class Kind {
        Kill,    ///< SIGKILL at a moment
        Fault,   ///< the n-th call fails
        Windows, ///< two windows and an import, one window killed
        Moved,   ///< the file is moved, deleted or replaced under a window
    };
    Kind kind = Kind::Kill;
    const Victim* victim = nullptr;
    std::int64_t number = 0; ///< of its kind, from 0
    double share = 0;        ///< moment of the kill, of the length of an undisturbed run
    FaultPlan fault;
};

/// What came of it.
struct Outcome {
    enum class First { Finished, Refused, Struck } first = First::Finished; ///< how the victim itself ended
    std::optional<bool> resumed; ///< going on afterwards: done, or a sentence why not; nullopt: not needed
    double moment_s = 0;
    Complaints complaints;
};

/// A victim when nobody disturbs it.
struct Undisturbed {
    double seconds = 0;
    std::array<std::int64_t, kCalls> calls{};
    std::vector<std::int64_t> rows; ///< of the project afterwards
};

/// One of several workers, with programs and a folder of its own. One thread.
class Lane {
public:
    /// `folder`: made. Error where the programs or the projects cannot be prepared.
    explicit Lane(const std::filesystem::path& folder);

    /// Error where it fails.
    Undisturbed measure(const Victim& victim);
    Outcome run(const Trial& trial, const Undisturbed& undisturbed);
    std::int64_t ratedStep() const;

private:
    std::vector<std::string> filled(const std::vector<std::string>& arguments) const;
    const Facts& restore(const Victim& victim);
    Outcome strike(const Trial& trial, const Undisturbed& undisturbed);
    Outcome twoWindows(const Trial& trial, const Undisturbed& undisturbed);
    Outcome moveUnderWindow(const Trial& trial);
    void goOn(const Victim& victim, const Undisturbed& undisturbed, Outcome& outcome);

    std::filesystem::path m_places, m_work;
    Server
        m_ctl; ///< stepmarkctl-learn, which knows every subcommand: stepmarkctl would hand over by exec, past the shim
    Server m_window, m_other_window;
    std::map<std::string, Facts> m_facts; ///< of each place
};

} // namespace stepmark::torture

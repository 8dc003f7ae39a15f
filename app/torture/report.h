// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/torture/trials.h"

#include <QJsonObject>

#include <map>
#include <mutex>

namespace stepmark::torture {

/// "kill 17 of seed 3 at 0.412 s" or "write 5, ENOSPC": how to say the trial again.
std::string toText(const Trial& trial, const Outcome& outcome);
/// The words of --fault and of the table.
const char* toText(Call call);
const char* toText(Fault fault);

/// Counts what came of the trials. Any thread.
class Report {
public:
    void describe(const Victim& victim, const Undisturbed& undisturbed);
    void add(const Trial& trial, const Outcome& outcome);
    void broken(const Trial& trial, const std::string& why); ///< the trial itself could not be made

    std::size_t trials() const { return m_trials; }
    std::size_t violations() const { return m_violations.size(); }
    QJsonObject toJson() const;
    void print() const; ///< a table, and each violation, on standard output

private:
    struct Row {
        int trials = 0, finished = 0, refused = 0, struck = 0;
        int resumed = 0, told_why_not = 0, violations = 0;
    };
    Row& rowOf(const Trial& trial);

    mutable std::mutex m_mutex;
    std::map<std::string, Undisturbed> m_undisturbed;
    std::map<std::pair<std::string, std::string>, Row> m_rows; ///< by victim and what struck it
    std::vector<std::string> m_violations;
    std::size_t m_trials = 0;
};

} // namespace stepmark::torture

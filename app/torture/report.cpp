// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/torture/report.h"

#include <QJsonArray>

#include <cstdio>

namespace stepmark::torture {

const char* toText(Call call) {
    constexpr std::array names{"none", "write", "sync", "folder-sync", "rename", "allocate", "memory"};
    return names[static_cast<std::size_t>(call)];
}

const char* toText(Fault fault) {
    constexpr std::array names{"none", "ENOSPC", "full-disk", "EIO", "short", "EINVAL", "ENOMEM", "kill"};
    return names[static_cast<std::size_t>(fault)];
}

namespace {

constexpr std::size_t kEvery = 500; ///< trials, until the next line that says how far it is

std::string kindOf(const Trial& trial) {
    switch (trial.kind) {
    case Trial::Kind::Kill:
        return "kill";
    case Trial::Kind::Windows:
        return "two windows";
    case Trial::Kind::Moved:
        return "moved";
    default:
        return std::string(toText(trial.fault.call)) + " " + toText(trial.fault.fault);
    }
}

} // namespace

std::string toText(const Trial& trial, const Outcome& outcome) {
    char moment[64];
    std::snprintf(moment, sizeof moment, " (%.4f of its length; ended after %.3f s)", trial.share, outcome.moment_s);
    std::string text = trial.victim->name + ", " + kindOf(trial) + " ";
    return trial.kind == Trial::Kind::Fault ? text + std::to_string(trial.fault.at)
                                            : text + std::to_string(trial.number) + moment;
}

void Report::describe(const Victim& victim, const Undisturbed& undisturbed) {
    m_undisturbed[victim.name] = undisturbed;
}

Report::Row& Report::rowOf(const Trial& trial) {
    if (++m_trials % kEvery == 0)
        std::fprintf(stderr, "%zu trials made, %zu violations\n", m_trials, m_violations.size());
    Row& row = m_rows[{trial.victim->name, kindOf(trial)}];
    ++row.trials;
    return row;
}

void Report::add(const Trial& trial, const Outcome& outcome) {
    const std::lock_guard lock(m_mutex);
    Row& row = rowOf(trial);
    row.finished += outcome.first == Outcome::First::Finished;
    row.refused += outcome.first == Outcome::First::Refused;
    row.struck += outcome.first == Outcome::First::Struck;
    row.resumed += outcome.resumed == true;
    row.told_why_not += outcome.resumed == false;
    row.violations += !outcome.complaints.empty();
    if (outcome.complaints.empty())
        return;
    std::string text = toText(trial, outcome) + ":";
    for (const std::string& complaint : outcome.complaints)
        text += " " + complaint + ";";
    m_violations.push_back(text);
    std::fprintf(stderr, "%s\n", text.c_str());
}

void Report::broken(const Trial& trial, const std::string& why) {
    const std::lock_guard lock(m_mutex);
    ++rowOf(trial).violations;
    m_violations.push_back(toText(trial, {}) + ": " + why);
    std::fprintf(stderr, "%s\n", m_violations.back().c_str());
}

QJsonObject Report::toJson() const {
    QJsonArray rows, violations;
    for (const auto& [name, row] : m_rows)
        rows.append(QJsonObject{{"victim", QString::fromStdString(name.first)},
                                {"struck_by", QString::fromStdString(name.second)},
                                {"trials", row.trials},
                                {"finished", row.finished},
                                {"refused", row.refused},
                                {"killed", row.struck},
                                {"resumed", row.resumed},
                                {"told_why_not", row.told_why_not},
                                {"violations", row.violations}});
    for (const std::string& one : m_violations)
        violations.append(QString::fromStdString(one));
    QJsonArray victims;
    for (const auto& [name, undisturbed] : m_undisturbed) {
        QJsonObject victim{{"victim", QString::fromStdString(name)}, {"seconds", undisturbed.seconds}};
        for (int call = 1; call < kCalls; ++call)
            victim[QLatin1String(toText(static_cast<Call>(call)))] =
                static_cast<qint64>(undisturbed.calls[static_cast<std::size_t>(call)]);
        victims.append(victim);
    }
    return {
        {"trials", static_cast<qint64>(m_trials)}, {"victims", victims}, {"rows", rows}, {"violations", violations}};
}

void Report::print() const {
    std::printf("%-14s %8s", "undisturbed", "seconds");
    for (int call = 1; call < kCalls; ++call)
        std::printf(" %11s", toText(static_cast<Call>(call)));
    for (const auto& [name, one] : m_undisturbed) {
        std::printf("\n%-14s %8.3f", name.c_str(), one.seconds);
        for (int call = 1; call < kCalls; ++call)
            std::printf(" %11lld", static_cast<long long>(one.calls[static_cast<std::size_t>(call)]));
    }
    std::printf("\n\n%-14s %-18s %7s %9s %8s %7s %8s %13s %11s\n", "victim", "struck by", "trials", "finished",
                "refused", "killed", "resumed", "told why not", "violations");
    for (const auto& [name, row] : m_rows)
        std::printf("%-14s %-18s %7d %9d %8d %7d %8d %13d %11d\n", name.first.c_str(), name.second.c_str(), row.trials,
                    row.finished, row.refused, row.struck, row.resumed, row.told_why_not, row.violations);
    std::printf("%zu trials, %zu violations\n", m_trials, m_violations.size());
    for (const std::string& one : m_violations)
        std::printf("  %s\n", one.c_str());
}

} // namespace stepmark::torture

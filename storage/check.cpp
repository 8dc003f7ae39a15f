// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/check.h"

#include "model/domain/error.h"
#include "storage/check_bytes.h"
#include "storage/check_rules.h"
#include "storage/interruption.h"
#include "storage/migrations.h"
#include "storage/reading.h"
#include "storage/schema.h"
#include "storage/sql_error.h"
#include "storage/statement.h"
#include "storage/transaction.h"

#include <algorithm>
#include <set>

namespace stepmark::storage {

namespace {

/// Somebody else's lock, or too little memory (SQLITE_NOMEM), says nothing about the file.
bool isNoFinding(const SqlError& error) { return error.isBusy() || error.code() == 7; }

constexpr int kShown = 5; ///< findings listed of each rule; the rest is counted

class Checker {
public:
    Checker(Connection& connection, const ProgressSink& sink, std::stop_token stop)
        : m_connection(connection)
        , m_sink(sink)
        , m_stop(std::move(stop)) {}

    CheckReport run() {
        const Interruption interruption(m_connection, [this] { return !m_stop.stop_requested(); });
        std::optional<Snapshot> one_view;
        look("file", [&] {
            one_view.emplace(m_connection);
            identity();
        });
        look("integrity", [this] { integrity(); });
        look("references", [this] { references(); });
        if (m_version > 0)
            look("schema", [this] { schema(); });
        for (const CheckRule& rule : checkRules())
            if (m_version > 0)
                look(rule.check, [&] { apply(rule); });
        tellOfSkipped();
        return std::move(m_report);
    }

private:
    /// Whatever stops this look is a finding, and the next one is taken.
    template <class Look>
    void look(const char* name, Look one) {
        throwIfStopped(m_stop);
        if (m_sink)
            m_sink({.stage = Stage::Checking,
                    .done = m_done,
                    .total = std::int64_t(4 + checkRules().size()),
                    .unit = Unit::Checks,
                    .note = name});
        ++m_done;
        try {
            one();
        } catch (const SqlError& error) {
            throwIfStopped(m_stop); // an interrupted statement is what we asked for
            if (isNoFinding(error))
                throw;
            if (error.isOfSchema())
                m_skipped.insert(name);
            else
                add("integrity", error.what());
        }
    }

    void add(const std::string& check, const std::string& message) {
        const auto same = [&](const Finding& one) { return one.check == check && one.message == message; };
        if (std::none_of(m_report.findings.begin(), m_report.findings.end(), same))
            m_report.findings.push_back({check, message});
    }

    void identity() {
        if (m_connection.pragma("application_id") != kApplicationId)
            add("integrity", "The file is not marked as a Stepmark project.");
        const auto version = m_connection.pragma("user_version");
        if (version < 1)
            add("schema", "The file has no schema of Stepmark's.");
        else if (version > newestSchemaVersion())
            add("schema", "The file was written by a newer Stepmark (schema " + std::to_string(version) +
                              ", this program knows " + std::to_string(newestSchemaVersion()) +
                              "): its content was not checked.");
        else
            m_version = static_cast<int>(version);
    }

    void integrity() {
        Statement statement(m_connection, "PRAGMA integrity_check");
        statement.run();
        while (statement.next())
            if (statement.text(0) != "ok")
                add("integrity", statement.text(0));
    }

    void references() {
        Statement statement(m_connection, "PRAGMA foreign_key_check");
        statement.run();
        int count = 0;
        while (statement.next())
            if (++count <= kShown)
                add("references", "Row " + statement.text(1) + " of table \"" + statement.text(0) +
                                      "\" refers to a row of \"" + statement.text(2) + "\" that does not exist.");
        countRest("references", count);
    }

    // Exactly our own: a trigger of somebody else could change ratings as they are written.
    void schema() {
        const Schema& own = ownSchema(m_version, m_connection.path());
        const Schema found = schemaOf(m_connection);
        const auto report = [this](const Schema& from, const Schema& without, const char* what) {
            for (const auto& [key, object] : from.objects) {
                const auto place = without.objects.find(key);
                if (place == without.objects.end() || place->second.sql != object.sql)
                    add("schema", std::string(what) + key.first + " " + key.second + ".");
            }
        };
        report(own, found, "The file lacks, or has changed, the ");
        report(found, own, "The file holds something that Stepmark did not put there: ");
    }

    void apply(const CheckRule& rule) {
        Statement statement(m_connection, rule.sql);
        statement.run();
        int count = 0;
        while (statement.next()) {
            if (++count > kShown)
                continue;
            std::string message = rule.message;
            message.replace(message.find("%1"), 2, std::to_string(statement.integer(0)));
            add(rule.check, message);
        }
        countRest(rule.check, count);
    }

    void countRest(const char* check, int count) {
        if (count > kShown)
            m_report.findings.push_back({check, "... and " + std::to_string(count - kShown) + " more of that kind."});
    }

    void tellOfSkipped() {
        if (m_skipped.empty())
            return;
        std::string names;
        for (const std::string& name : m_skipped)
            names += (names.empty() ? "" : ", ") + name;
        if (m_version == newestSchemaVersion())
            add("schema", "Not checked, as tables or columns are missing: " + names + ".");
        else
            m_report.notes.push_back("The file is of schema " + std::to_string(m_version) + ", this program's is " +
                                     std::to_string(newestSchemaVersion()) +
                                     "; not checked, or only in part: " + names + ".");
    }

    Connection& m_connection;
    const ProgressSink& m_sink;
    std::stop_token m_stop;
    std::int64_t m_done = 0;
    int m_version = 0; ///< 0: none that we know
    std::set<std::string> m_skipped;
    CheckReport m_report;
};

/// nullopt: somebody wrote meanwhile.
std::optional<CheckReport> checkOnce(const std::filesystem::path& path, const ProgressSink& progress,
                                     const std::stop_token& stop) {
    const FileState before = fileState(path);
    BytesReport bytes = checkBytes(path);
    if (!bytes.report.findings.empty() && fileState(path) != before)
        return std::nullopt;
    if (!bytes.is_database)
        return std::move(bytes.report);
    CheckReport content;
    try {
        const Reader reader = connectForReading(path);
        content = Checker(*reader.connection, progress, stop).run();
        if (reader.state && *reader.state != fileState(path))
            return std::nullopt;
    } catch (const SqlError& error) {
        if (isNoFinding(error))
            throw;
        content.findings.push_back({"integrity", error.what()});
    }
    std::move(content.findings.begin(), content.findings.end(), std::back_inserter(bytes.report.findings));
    std::move(content.notes.begin(), content.notes.end(), std::back_inserter(bytes.report.notes));
    return std::move(bytes.report);
}

} // namespace

CheckReport checkFile(const std::filesystem::path& path, const ProgressSink& progress, std::stop_token stop) {
    constexpr int kTries = 5;
    for (int i = 0; i < kTries; ++i)
        if (auto report = checkOnce(path, progress, stop))
            return *report;
    throw Error("The project \"" + path.string() + "\" is being written all the time: check it when that is done.");
}

std::vector<Finding> check(Project& project, const ProgressSink& progress, std::stop_token stop) {
    return Checker(project.connection(), progress, std::move(stop)).run().findings;
}

} // namespace stepmark::storage

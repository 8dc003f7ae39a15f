// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/torture/verdict.h"

#include "storage/check.h"
#include "storage/counts.h"
#include "storage/model_store.h"
#include "storage/statement.h"

#include <QCryptographicHash>
#include <QFile>

#include <algorithm>
#include <array>
#include <cstring>
#include <set>

namespace stepmark::torture {

namespace fs = std::filesystem;

namespace {

constexpr std::array kSideFiles{"-wal", "-shm", "-journal"}; ///< of SQLite's, beside a project

std::string hashOf(const fs::path& path) {
    QFile file(QString::fromStdString(path.string()));
    QCryptographicHash hash(QCryptographicHash::Sha1);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result().toHex().toStdString() : "unreadable";
}

Facts factsOf(storage::Project& project) {
    Facts facts;
    storage::Statement events(project.connection(),
                              "SELECT id || ' ' || annotation_id || ' ' || step_id || ' ' || labeler_id || ' ' || "
                              "COALESCE(rating, 'none') FROM rating_event ORDER BY id");
    for (events.run(); events.next();)
        facts.ratings.push_back(events.text(0));
    for (const auto& model : storage::ModelStore(project).list())
        if (fs::is_directory(model.path))
            for (const auto& entry : fs::recursive_directory_iterator(model.path))
                if (entry.is_regular_file())
                    facts.models[entry.path().string()] = hashOf(entry.path());
    const auto counts = storage::counts(project);
    facts.rows = {counts.problems, counts.steps, counts.solutions, counts.ratings};
    for (const char* table : {"task WHERE fingerprint IS NOT NULL", "study_run", "study_member", "study_figure"}) {
        storage::Statement rows(project.connection(), std::string("SELECT COUNT(*) FROM ") + table);
        rows.run().next();
        facts.rows.push_back(rows.integer(0));
    }
    return facts;
}

/// Marks that stand in the file, each as often as it was made.
std::multiset<Mark> marksOf(storage::Project& project) {
    std::multiset<Mark> marks;
    storage::Statement rows(
        project.connection(),
        "SELECT labeler.name, annotation.solution_id, step_id, rating FROM rating_event JOIN labeler "
        "ON labeler.id = rating_event.labeler_id JOIN annotation ON annotation.id = annotation_id "
        "WHERE rating IS NOT NULL");
    for (rows.run(); rows.next();)
        marks.insert({rows.text(0), rows.integer(1), rows.integer(2), static_cast<int>(rows.integer(3))});
    return marks;
}

void compare(const Facts& before, const Facts& now, Complaints& complaints) {
    if (now.ratings.size() < before.ratings.size() ||
        !std::equal(before.ratings.begin(), before.ratings.end(), now.ratings.begin()))
        complaints.push_back("marks that the project held are gone");
    for (const auto& [file, hash] : before.models)
        if (hashOf(file) != hash)
            complaints.push_back("a registered model's file has changed: " + file);
}

void count(std::multiset<Mark> there, const std::vector<Mark>& marks, Complaints& complaints) {
    std::size_t lost = 0;
    for (const Mark& mark : marks)
        if (const auto place = there.find(mark); place != there.end())
            there.erase(place);
        else
            ++lost;
    if (lost > 0)
        complaints.push_back(std::to_string(lost) + " of " + std::to_string(marks.size()) +
                             " acknowledged marks are lost");
}

} // namespace

Facts factsOf(const fs::path& work) {
    auto project = storage::Project::open(work / "p.stepmark");
    return factsOf(project);
}

Complaints complaintsOfState(const fs::path& work, const Facts& before, const std::vector<Mark>& marks) {
    Complaints complaints;
    try {
        auto project = storage::Project::open(work / "p.stepmark");
        for (const auto& finding : storage::check(project))
            complaints.push_back("check: " + finding.message);
        compare(before, factsOf(project), complaints);
        count(marksOf(project), marks, complaints);
    } catch (const std::exception& error) {
        complaints.push_back(std::string("the project cannot be read: ") + error.what());
    }
    return complaints;
}

std::string sentenceOf(const Ending& ending) {
    const std::string text = "\n" + ending.err.substr(0, ending.err.find_last_not_of(" \r\n") + 1);
    const auto begin = text.rfind("\nstepmark"), name = text.find(": ", begin);
    return begin == std::string::npos || name == std::string::npos ? "" : text.substr(name + 2);
}

Complaints complaintsOfEnding(const Ending& ending, const std::vector<std::string>& known) {
    if (ending.timed_out)
        return {"it hung"};
    if (ending.signal != 0)
        return {"it ended by signal " + std::to_string(ending.signal)};
    if (ending.code == 0)
        return {};
    const std::string sentence = sentenceOf(ending);
    if (ending.code != 1)
        return {"it ended with code " + std::to_string(ending.code) + ": " + sentence};
    for (const char* temporary : {"-part-", ".tmp-", "-wal\"", "-shm\"", "-journal\""})
        if (sentence.find(temporary) != std::string::npos)
            return {"it names a file that the user does not know: " + sentence};
    for (const char* sql : {"SELECT ", "INSERT INTO ", "CREATE ", "UPDATE ", "DELETE FROM ", "PRAGMA ", "ALTER TABLE "})
        if (sentence.find(sql) != std::string::npos)
            return {"it shows SQL: " + sentence.substr(0, 200)};
    if (std::ranges::none_of(known, [&](const std::string& name) { return sentence.find(name) != std::string::npos; }))
        return {"it does not name " + known.front() + ": " + (sentence.empty() ? "(nothing)" : sentence)};
    return {};
}

std::string knownName(const std::string& hit, const fs::path& work) {
    if (!hit.starts_with(work.string() + "/"))
        return work.string();
    std::string name = fs::path(hit).lexically_relative(work).begin()->string();
    for (const char* sign : {".stepmark-part-", ".tmp-"})
        if (const auto place = name.rfind(sign); place != std::string::npos && name.starts_with("."))
            name = name.substr(1, place - 1);
    for (const char* end : kSideFiles)
        if (name.ends_with(end))
            name.resize(name.size() - std::strlen(end));
    return (work / name).string();
}

Complaints complaintsOfFolder(const fs::path& work) {
    Complaints complaints;
    for (const auto& entry : fs::recursive_directory_iterator(work)) {
        const std::string path = entry.path().string();
        bool left = false;
        for (const char* sign : {"-part-", ".tmp-", "-journal"})
            left |= entry.path().filename().string().find(sign) != std::string::npos;
        for (const char* end : kSideFiles)
            left |= path.ends_with(end) && !fs::exists(path.substr(0, path.size() - std::strlen(end)));
        if (left)
            complaints.push_back("left behind: " + fs::relative(entry.path(), work).string());
    }
    return complaints;
}

} // namespace stepmark::torture

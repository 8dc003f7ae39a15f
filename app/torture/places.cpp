// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/torture/places.h"

#include "app/torture/labelling_victim.h"
#include "app/torture/server.h"
#include "model/domain/error.h"
#include "storage/connection.h"
#include "storage/migrations.h"
#include "storage/project.h"
#include "storage/statement.h"

#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

namespace stepmark::torture {

namespace fs = std::filesystem;

namespace {

constexpr int kImportedRows = 60;
constexpr int kLoggedMarks = 150;
constexpr std::chrono::seconds kPatience{120}; ///< until the window is taken for stuck

void must(Server& server, const std::string& line) {
    std::istringstream text(line);
    std::vector<std::string> arguments;
    for (std::string word; text >> word;)
        arguments.push_back(word);
    const Ending ending = server.run(arguments);
    if (ending.signal != 0 || ending.code != 0)
        throw Error("The projects could not be prepared: '" + line + "' failed: " + ending.err);
}

/// Candidates with labels, three a problem.
void writeImport(const fs::path& path) {
    std::ofstream out(path);
    for (int row = 0; row < kImportedRows; ++row)
        out << R"({"problem": "What is )" << row / 3 << R"( + 1?", "problem_id": "more-)" << row / 3
            << R"(", "answer": ")" << row / 3 + 1 << R"(", "steps": ["We add 1 to )" << row / 3
            << R"(.", "The answer is )" << row / 3 + row % 3 << R"(."], "labels": [1, )" << (row % 3 == 1 ? 1 : -1)
            << R"(], "candidate": )" << row % 3 << "}\n";
}

void makeProject(const fs::path& work, Server& ctl) {
    const std::string p = (work / "p.stepmark").string(), first = p + ".models/first";
    must(ctl, "sample " + p + " --problems 9 --samples 8 --held-out-samples 2 --seed 1");
    must(ctl, "queue " + p + " --strategy uniform --count 12 --seed 1");
    must(ctl, "label " + p + " --oracle");
    fs::create_directories(p + ".models");
    must(ctl, "train " + p + " --kind prm --mode head --out " + first);
    must(ctl, "score " + p + " --checkpoint " + first);
    must(ctl, "queue " + p + " --count 8 --seed 2");
    must(ctl, "w2s add-task " + p + " --example classification --train-examples 40 --test-examples 12 --name held");
    writeImport(work / "more.jsonl");
}

void makeOld(const fs::path& path, int version) {
    using namespace storage;
    Connection connection(path);
    connection.execute("PRAGMA application_id=" + std::to_string(kApplicationId));
    migrate(connection, migrations(), 1);
    connection.begin();
    const std::string now = "'2026-01-01T00:00:00.000Z'", count =
                                                              "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 "
                                                              "FROM n WHERE i < 400) ";
    for (const std::string& sql :
         {std::string("INSERT INTO setting VALUES ('title', 'Old')"),
          "INSERT INTO labeler VALUES (1, 'ann', 'human', " + now + ")",
          count +
              "INSERT INTO problem (id, key, text, text_hash, answer, created_at) SELECT i, 'k' || i, 'What is 1 + ' "
              "|| i, i, i + 1, " +
              now + " FROM n",
          count +
              "INSERT INTO step (id, problem_id, parent_id, depth, text, text_hash) SELECT i, i, NULL, 0, 'It is ' || "
              "(i + 1), i FROM n",
          count +
              "INSERT INTO solution (id, problem_id, leaf_id, final_answer, correct, source, candidate, created_at) "
              "SELECT i, i, i, i + 1, 1, 'x', 0, " +
              now + " FROM n",
          count +
              "INSERT INTO annotation (id, solution_id, labeler_id, finish_reason, created_at) SELECT i, i, 1, "
              "'solution', " +
              now + " FROM n",
          count +
              "INSERT INTO rating_event (id, annotation_id, step_id, labeler_id, rating, created_at) SELECT i, i, i, "
              "1, 1 - i % 3, " +
              now + " FROM n"})
        connection.execute(sql);
    connection.commit();
    connection.execute("PRAGMA journal_mode=WAL");
    migrate(connection, migrations(), version);
}

} // namespace

std::string oldPlace(int version) { return "old-" + std::to_string(version); }
int newestVersion() { return storage::newestSchemaVersion(); }

void restorePlace(const fs::path& from, const fs::path& work) {
    fs::remove_all(work);
    fs::copy(from, work, fs::copy_options::recursive);
}

void preparePlaces(const fs::path& folder, const fs::path& work, Server& ctl, Server& window) {
    fs::create_directories(folder);
    fs::create_directories(work);
    makeProject(work, ctl);
    restorePlace(work, folder / kProjectPlace);
    // Killed before it closes the project: all that it saved lies in the log.
    window.start({"label", (work / "p.stepmark").string(), "bob", std::to_string(-kLoggedMarks)});
    const auto give_up = std::chrono::steady_clock::now() + kPatience;
    while (std::ssize(acknowledged(window.output())) < kLoggedMarks && window.running()) {
        if (std::chrono::steady_clock::now() > give_up)
            throw Error("The projects could not be prepared: the window is stuck after: " +
                        window.output().substr(0, 200));
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    window.kill();
    window.finish();
    restorePlace(work, folder / kLogPlace);
    for (int version = 1; version < newestVersion(); ++version) {
        fs::create_directories(folder / oldPlace(version));
        makeOld(folder / oldPlace(version) / "p.stepmark", version);
    }
    fs::remove_all(work);
}

std::int64_t ratedStep(const fs::path& place) {
    auto project = storage::Project::open(place / "p.stepmark");
    storage::Statement statement(project.connection(), "SELECT MIN(step_id) FROM rating_event");
    return statement.run().next() ? statement.integer(0) : 0;
}

} // namespace stepmark::torture

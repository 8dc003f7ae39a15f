// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/interchange/import.h"
#include "storage/problem_store.h"
#include "storage/project.h"
#include "storage/solution_store.h"
#include "storage/step_store.h"
#include "storage/transaction.h"

#include <QDir>
#include <QFile>
#include <QMap>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <string>

// What the tests of storage share: projects in a folder that goes away, and files written from text.
namespace stepmark::fixture {

class Folder {
public:
    std::filesystem::path path(const std::string& name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    std::filesystem::path write(const std::string& name, const std::string& content) const {
        std::ofstream(path(name), std::ios::binary) << content;
        return path(name);
    }
    storage::Project project(const std::string& name = "a.stepmark") const {
        return storage::Project::create(path(name), "A title");
    }
    /// Names of the files in it.
    QStringList files() const { return QDir(m_folder.path()).entryList(QDir::Files, QDir::Name); }

    /// Their content by name.
    QMap<QString, QByteArray> bytes() const {
        QMap<QString, QByteArray> all;
        for (const QString& name : files()) {
            QFile file(m_folder.filePath(name));
            if (file.open(QIODevice::ReadOnly))
                all[name] = file.readAll();
        }
        return all;
    }

private:
    QTemporaryDir m_folder;
};

struct Stored {
    ProblemId problem = 0;
    SolutionId solution = 0;
    std::vector<StepId> steps;
};

/// A problem (found again by its text) with one more solution.
inline Stored addSolution(storage::Project& project, const std::string& problem, const std::vector<std::string>& steps,
                          std::optional<bool> correct = {}) {
    storage::Transaction transaction(project); // nobody adds the same steps between reading the tree and saving it
    Stored stored;
    Problem row;
    row.text = problem;
    row.key = problem;
    stored.problem = storage::ProblemStore(project).add(row).problem.id;
    storage::StepStore store(project);
    StepTree tree = store.tree(stored.problem);
    const int leaf = tree.addPath(steps);
    store.save(stored.problem, tree);
    for (const int node : tree.path(leaf))
        stored.steps.push_back(tree[node].id);
    storage::StoredSolution solution;
    solution.problem = stored.problem;
    solution.leaf = stored.steps.empty() ? 0 : stored.steps.back();
    solution.correct = correct;
    stored.solution = storage::SolutionStore(project).add(solution);
    transaction.commit();
    return stored;
}

/// The folder of real data (see its README), empty where absent.
inline std::filesystem::path sharedData() {
    const char* set = std::getenv("STEPMARK_SHARED_DIR");
    const auto folder =
        (set ? std::filesystem::path(set) : std::filesystem::path(STEPMARK_SOURCE_DIR) / ".." / "shared") / "data";
    return std::filesystem::is_directory(folder) ? folder : std::filesystem::path();
}

/// The message of the Error that `action` throws, "" if it throws none.
template <typename Action>
QString errorOf(Action action) {
    try {
        action();
    } catch (const std::exception& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

} // namespace stepmark::fixture

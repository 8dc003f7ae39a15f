// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/weakstrong/study_run_store.h"

#include "model/domain/error.h"
#include "storage/statement.h"

#include <bit>
#include <cstring>

namespace stepmark::storage {

namespace {

static_assert(std::endian::native == std::endian::little && sizeof(float) == 4, "as the project's bytes are");

constexpr const char* kColumns = "run.identity, run.role, run.method, run.seed, run.model, run.layers, run.teacher, "
                                 "run.task_fingerprint, run.figure, run.settings, run.course, run.tokens, run.seconds, "
                                 "run.created_at FROM study_run AS run ";

QByteArray bytesOf(const std::vector<float>& values) {
    return values.empty() ? QByteArray("") // empty, not NULL
                          : QByteArray(reinterpret_cast<const char*>(values.data()),
                                       static_cast<qsizetype>(values.size() * sizeof(float)));
}

std::vector<float> floatsOf(const QByteArray& bytes) {
    if (bytes.size() % static_cast<qsizetype>(sizeof(float)) != 0)
        throw Error("The judgements of a run of a study are damaged: remove the study and run it again.");
    std::vector<float> values(static_cast<std::size_t>(bytes.size()) / sizeof(float));
    if (!values.empty())
        std::memcpy(values.data(), bytes.constData(), values.size() * sizeof(float));
    return values;
}

StudyRun runOf(const Statement& row) {
    StudyRun run;
    run.identity = row.text(0);
    run.role = studyRoleFromText(row.text(1)).value_or(StudyRole::Student);
    run.method = studyMethodFromText(row.text(2)).value_or(StudyMethod::Naive);
    run.seed = static_cast<std::uint64_t>(row.integer(3));
    run.model = {row.text(4), static_cast<int>(row.integer(5))};
    run.teacher = row.text(6);
    run.task_fingerprint = row.text(7);
    if (!row.isNull(8))
        run.figure = row.real(8);
    run.settings = row.text(9);
    run.course = row.text(10);
    run.tokens = row.integer(11);
    run.seconds = row.real(12);
    run.created_at = row.text(13);
    return run;
}

} // namespace

StudyRunStore::StudyRunStore(Project& project)
    : m_connection(project.connection()) {}

void StudyRunStore::add(const StudyRun& run, const Judgements& judgements) {
    const auto teacher = run.teacher.empty() ? std::nullopt : std::optional(run.teacher);
    Statement(m_connection,
              "INSERT INTO study_run (identity, role, method, seed, model, layers, teacher, task_fingerprint, figure, "
              "settings, course, tokens, seconds, train_judgements, test_judgements, created_at) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .run(run.identity, toText(run.role), toText(run.method), static_cast<std::int64_t>(run.seed),
             run.model.folder.string(), run.model.layers, teacher, run.task_fingerprint, run.figure, run.settings,
             run.course, run.tokens, run.seconds, bytesOf(judgements.train), bytesOf(judgements.test),
             run.created_at.empty() ? nowUtc() : run.created_at);
}

std::optional<StudyRun> StudyRunStore::find(std::string_view identity) const {
    Statement row(m_connection, std::string("SELECT ") + kColumns + "WHERE run.identity = ?");
    return row.run(identity).next() ? std::optional(runOf(row)) : std::nullopt;
}

std::vector<StudyRun> StudyRunStore::ofStudy(std::int64_t study) const {
    Statement row(m_connection, std::string("SELECT ") + kColumns +
                                    "JOIN study_member AS member ON member.identity = run.identity "
                                    "WHERE member.study_id = ? ORDER BY run.created_at, run.identity");
    std::vector<StudyRun> runs;
    row.run(study);
    while (row.next())
        runs.push_back(runOf(row));
    return runs;
}

Judgements StudyRunStore::judgements(std::string_view identity) const {
    Statement row(m_connection, "SELECT train_judgements, test_judgements FROM study_run WHERE identity = ?");
    if (!row.run(identity).next())
        throw Error("The judgements of a run of this study are gone: run the study again.");
    return {floatsOf(row.bytes(0)), floatsOf(row.bytes(1))};
}

} // namespace stepmark::storage

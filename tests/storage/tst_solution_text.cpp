// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whole texts of solutions, as models write them.
#include "storage/interchange/export.h"
#include "storage/thinking_field.h"
#include "tests/storage/fixture.h"

#include <nlohmann/json.hpp>

using namespace stepmark;
using namespace stepmark::interchange;
using nlohmann::json;
using stepmark::fixture::Folder;

namespace {

struct Imported {
    storage::StoredSolution solution;
    std::vector<std::string> steps;
};

/// The one solution of a project.
Imported onlySolution(storage::Project& project) {
    const auto solutions = storage::SolutionStore(project).list();
    Imported imported{solutions.at(0), {}};
    for (const auto& step : storage::StepStore(project).path(imported.solution.leaf))
        imported.steps.push_back(step.text);
    return imported;
}

} // namespace

class SolutionText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stepsAndAnswer_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("steps");
        QTest::addColumn<QString>("answer");
        QTest::newRow("a list inside a paragraph")
            << "Tickets cost 4 and 9.\n\nThere are two groups:\n1. 3 adults, so 27.\n2. 5 children, so 20.\n\nTogether "
               "they pay 27 + 20 = 47.\n\nThe answer is 47."
            << 4 << "47";
        QTest::newRow("Chinese") << QStringLiteral("步骤1：每箱有12瓶。\n步骤2：5箱共有12×5=60瓶。\n步骤3：答案是60。")
                                 << 3 << "60";
        QTest::newRow("thinking says otherwise")
            << "<think>\nIt is \\boxed{5}?\n\nNo.\n</think>\n\nWe add.\n\nThe answer is 6." << 2 << "6";
    }
    void stepsAndAnswer() {
        QFETCH(QString, text);
        QFETCH(int, steps);
        QFETCH(QString, answer);
        const Folder folder;
        storage::Project project = folder.project();
        const json row = {{"problem", "How much?"}, {"solution", text.toStdString()}};
        importFile(project, folder.write("in.jsonl", row.dump() + "\n"));
        const Imported imported = onlySolution(project);
        QCOMPARE(static_cast<int>(imported.steps.size()), steps);
        QCOMPARE(QString::fromStdString(imported.solution.final_answer.value_or("")), answer);
    }

    /// Thoughts are no steps, but what a file said is not lost either.
    void thinkingIsKeptApart() {
        const Folder folder;
        storage::Project project = folder.project();
        const json row = {{"problem", "1 + 1?"}, {"solution", "<think>\nHm.\n</think>\n\n1 + 1 = 2\nThe answer is 2"}};
        importFile(project, folder.write("in.jsonl", row.dump() + "\n"));
        const Imported imported = onlySolution(project);
        QCOMPARE(imported.steps, (std::vector<std::string>{"1 + 1 = 2", "The answer is 2"}));
        QCOMPARE(storage::thinkingIn(imported.solution.extra), std::string("Hm."));

        ExportOptions options;
        options.format = &formats::kJsonl;
        exportFile(project, folder.path("out.jsonl"), options);
        storage::Project other = folder.project("b.stepmark");
        importFile(other, folder.path("out.jsonl"));
        const Imported again = onlySolution(other);
        QCOMPARE(again.steps, imported.steps);
        QCOMPARE(storage::thinkingIn(again.solution.extra), std::string("Hm."));
    }

    void extraFieldsOfAnyShape_data() {
        QTest::addColumn<QByteArray>("extra");
        QTest::addColumn<QByteArray>("thinking");
        QTest::newRow("none") << QByteArray("{}") << QByteArray();
        QTest::newRow("text") << QByteArray(R"({"thinking": "a"})") << QByteArray("a");
        QTest::newRow("a number") << QByteArray(R"({"thinking": 5})") << QByteArray();
        QTest::newRow("a list") << QByteArray("[]") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{") << QByteArray();
    }
    void extraFieldsOfAnyShape() {
        QFETCH(QByteArray, extra);
        QFETCH(QByteArray, thinking);
        QCOMPARE(QByteArray::fromStdString(storage::thinkingIn(extra.toStdString())), thinking);
    }
};

QTEST_GUILESS_MAIN(SolutionText)
#include "tst_solution_text.moc"

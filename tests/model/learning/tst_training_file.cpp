// SPDX-License-Identifier: GPL-3.0-or-later
// Lost: what was labelled, on its way to the machine that trains.
#include "model/domain/error.h"
#include "model/learning/training_file.h"
#include "model/run/spec_json.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace stepmark;

namespace {

TrainingData rated() {
    TrainingData data;
    data.spec.options.kind = TrainKind::Prm;
    data.spec.options.batch_tokens = 700;
    data.spec.options.seed = 5;
    LabelledTree tree{.problem = 7, .problem_text = "How many?\n\"Two\", \xc3\xa4", .split = Split::Validation};
    const int first = tree.tree.add(StepTree::kNoParent, "One.", 70);
    tree.tree.add(first, "Two.");
    tree.tree.add(StepTree::kNoParent, "");
    tree.labels = {Rating::Positive, Rating::Negative, std::nullopt};
    data.rated = {tree, LabelledTree{.problem = 8, .problem_text = "None?", .split = Split::Train}};
    return data;
}

TrainingData outcomes() {
    TrainingData data;
    data.spec.options.kind = TrainKind::Orm;
    OutcomeTree tree{.problem = 1, .problem_text = "p", .split = Split::Train};
    const std::vector<std::string> right{"a", "b"}, wrong{"a"};
    tree.add(right, true);
    tree.add(right, true);
    tree.add(wrong, false);
    data.outcomes = {tree};
    return data;
}

template <class Tree>
bool sameSteps(const Tree& a, const Tree& b) {
    if (a.problem != b.problem || a.problem_text != b.problem_text || a.split != b.split ||
        a.tree.size() != b.tree.size())
        return false;
    for (int node = 0; node < a.tree.size(); ++node)
        if (a.tree[node].parent != b.tree[node].parent || a.tree[node].text != b.tree[node].text)
            return false;
    return true;
}

constexpr const char* kHead = "{\"stepmark_training\":1,\"problems\":1,\"spec\":{\"kind\":\"prm\"}}\n";

} // namespace

class TestTrainingFile : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path file(const QByteArray& content) const {
        QFile out(m_folder.filePath("t.jsonl"));
        if (!out.open(QIODevice::WriteOnly | QIODevice::Truncate) || out.write(content) != content.size())
            qFatal("no file");
        return out.fileName().toStdString();
    }
    std::filesystem::path fresh(const char* name) const { return m_folder.filePath(name).toStdString(); }

private Q_SLOTS:
    void ratedTreesComeBack() {
        const TrainingData data = rated();
        writeTrainingFile(fresh("rated"), data, {});
        const TrainingData back = readTrainingFile(fresh("rated"), {});
        QVERIFY(back.spec == data.spec);
        QCOMPARE(back.rated.size(), data.rated.size());
        for (std::size_t i = 0; i < data.rated.size(); ++i) {
            QVERIFY(sameSteps(back.rated[i], data.rated[i]));
            QVERIFY(back.rated[i].labels == data.rated[i].labels);
        }
        QVERIFY_THROWS_EXCEPTION(Error, writeTrainingFile(fresh("rated"), data, {})); // another's is never replaced
    }

    void outcomesComeBack() {
        const TrainingData data = outcomes();
        writeTrainingFile(fresh("outcomes"), data, {});
        const TrainingData back = readTrainingFile(fresh("outcomes"), {});
        QCOMPARE(back.outcomes.size(), std::size_t(1));
        QVERIFY(sameSteps(back.outcomes[0], data.outcomes[0]));
        QVERIFY(back.outcomes[0].right == std::vector<int>({0, 2}));
        QVERIFY(back.outcomes[0].wrong == std::vector<int>({1, 0}));
    }

    void whatIsNoSuchFileIsRefused_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const QByteArray& content, const char* says) {
            QTest::newRow(name) << content << QString::fromUtf8(says);
        };
        const QByteArray head = kHead;
        const auto tree = [&](const QByteArray& steps) {
            return head + R"({"problem":1,"text":"p","split":"train","steps":)" + steps + "}\n";
        };
        row("empty", "", "empty");
        row("no JSON", "steps\n", "Line 1");
        row("another file", "{\"problem\":\"p\"}\n", "begin with");
        row("another version", "{\"stepmark_training\":2,\"problems\":1,\"spec\":{}}\n", "another version");
        row("more in its head", "{\"stepmark_training\":1,\"problems\":1,\"spec\":{},\"a\":1}\n", "nothing else");
        row("unknown choice", "{\"stepmark_training\":1,\"problems\":1,\"spec\":{\"epohcs\":1}}\n", "epohcs");
        row("cut", head, "not whole");
        row("cut in a line", head + "{\"problem\":1,\"text\":", "Line 2");
        row("split test", head + R"({"problem":1,"text":"p","split":"test","steps":[]})" + "\n", "test");
        row("unknown key", head + R"({"problem":1,"text":"p","split":"train","steps":[],"a":1})" + "\n",
            "nothing else");
        row("text of another type", head + R"({"problem":1,"text":3,"split":"train","steps":[]})" + "\n", "\"text\"");
        row("no such rating", tree(R"([[-1,"a",2]])"), "cannot be 2");
        row("a rating in halves", tree(R"([[-1,"a",0.5]])"), "cannot be 0.5");
        row("2^64-1 for -1", tree(R"([[-1,"a",18446744073709551615]])"), "cannot be 18446744073709551615");
        row("2^64-1 for a parent", tree(R"([[18446744073709551615,"a",1]])"), "cannot be");
        row("too short a step", tree(R"([[-1,"a"]])"), "a step is");
        row("an outcome's step", tree(R"([[-1,"a",1,0]])"), "a step is");
        row("parent behind it", tree(R"([[0,"a",1]])"), "parent");
        row("parent far off", tree(R"([[-9223372036854775808,"a",1]])"), "parent");
        row("a step twice", tree(R"([[-1,"a",1],[-1,"a",-1]])"), "twice");
        row("a problem twice", tree("[]") + tree("[]").mid(head.size()), "twice");
    }
    void whatIsNoSuchFileIsRefused() {
        QFETCH(QByteArray, content);
        QFETCH(QString, says);
        try {
            readTrainingFile(file(content), {});
            QFAIL("it was read");
        } catch (const Error& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(says), error.what());
        }
    }
};

QTEST_GUILESS_MAIN(TestTrainingFile)
#include "tst_training_file.moc"

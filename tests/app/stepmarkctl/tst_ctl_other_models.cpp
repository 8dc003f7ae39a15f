// SPDX-License-Identifier: GPL-3.0-or-later
//
// Checkpoints of other people's programs, as a script meets them: what was assumed of one is said, in JSON and in
// words.
#include "tests/app/stepmarkctl/ctl_runner.h"

#include <filesystem>

using namespace stepmark::test;
namespace fs = std::filesystem;

namespace {

const fs::path kOthers(STEPMARK_SOURCE_DIR "/tests/data/models/others");

/// The text of standard output without --json.
QString words(const QStringList& arguments) {
    QProcess process;
    process.start(ctlProgram(), arguments);
    process.waitForFinished(600'000);
    return QString::fromUtf8(process.readAllStandardOutput());
}

QStringList codesOf(const nlohmann::json& result) {
    QStringList codes;
    for (const auto& note : result["notes"])
        codes.append(QString::fromStdString(note["code"].get<std::string>()));
    return codes;
}

} // namespace

class TestCtlOtherModels : public QObject {
    Q_OBJECT

    Workplace m_place;

    QString path(const QString& name) const { return m_place.folder.filePath(name); }
    /// The folder as it lies in a cache of the hub: every file a link to the repository's blobs.
    QString fetched(const std::string& name) const {
        const fs::path repository = fs::path(path("hub").toStdString()) / ("models--me--" + name);
        const fs::path snapshot = repository / "snapshots" / "0123abcd", blobs = repository / "blobs";
        fs::remove_all(repository);
        fs::create_directories(snapshot);
        fs::create_directories(blobs);
        for (const fs::path& folder : {kOthers / name, kOthers / "tokenizer"})
            for (const auto& file : fs::directory_iterator(folder)) {
                const fs::path blob = "blob-of-" + file.path().filename().string();
                fs::copy(file.path(), blobs / blob);
                fs::create_symlink(fs::path("../../blobs") / blob, snapshot / file.path().filename());
            }
        return QString::fromStdString(snapshot.string());
    }
    nlohmann::json firstStep(const QString& file) const {
        QFile in(file);
        if (!in.open(QIODevice::ReadOnly))
            return nullptr;
        return nlohmann::json::parse(in.readLine().toStdString())["probabilities"][0];
    }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(!m_place
                     .file("in.jsonl", R"({"problem":"2 + 3 - 1?","steps":["2 + 3 = 5.","5 - 1 = 4."],"label":-1})"
                                       "\n")
                     .isEmpty());
        QCOMPARE(
            ctl({"sample", m_place.project(), "--problems", "6", "--samples", "2", "--held-out-samples", "2"}).code, 0);
        QCOMPARE(ctl({"queue", m_place.project(), "--count", "6"}).code, 0);
        QCOMPARE(ctl({"label", m_place.project(), "--oracle"}).code, 0);
    }

    void predictSaysWhatItAssumed() {
        const QStringList predict{"predict",     path("in.jsonl"), path("out.jsonl"),
                                  "--overwrite", "--checkpoint",   fetched("two-nameless")};
        const CtlResult two = ctl(predict);
        QVERIFY2(two.code == 0, qPrintable(two.err));
        QVERIFY(two.json["layout"] == "trl");
        QCOMPARE(two.json["classes"].dump(), R"(["negative","positive"])");
        QCOMPARE(codesOf(two.json), (QStringList{"trl_layout", "classes_assumed"}));
        const auto first = firstStep(path("out.jsonl"));
        QCOMPARE(first[1].get<double>(), 0.0);
        const QString said = words(predict);
        QVERIFY2(said.contains("--layout stepmark.") && said.contains("\"LABEL_0\" is read as wrong"),
                 qPrintable(said));

        const CtlResult told = ctl(predict + QStringList{"--layout", "stepmark", "--classes", "positive,negative"});
        QVERIFY(told.json["layout"] == "stepmark");
        QVERIFY(told.json["notes"].empty());
        QVERIFY(firstStep(path("out.jsonl"))[0] != first[0]);
    }

    void swappedRowsChangeNothing() {
        const auto step = [&](const std::string& name) {
            const CtlResult result = ctl({"predict", path("in.jsonl"), path("out.jsonl"), "--overwrite", "--precision",
                                          "float32", "--layout", "trl", "--checkpoint", fetched(name)});
            return result.code == 0 ? firstStep(path("out.jsonl")) : nlohmann::json(result.err.toStdString());
        };
        const auto named = step("named"), permuted = step("permuted");
        for (int i = 0; i < 3; ++i)
            QVERIFY2(std::abs(named[i].get<double>() - permuted[i].get<double>()) < 1e-5, permuted.dump().c_str());
    }

    void namelessClassesAreAskedFor() {
        const QStringList predict{"predict", path("in.jsonl"), path("three.jsonl"), "--checkpoint",
                                  fetched("three-nameless")};
        const CtlResult refused = ctl(predict);
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("--classes negative,neutral,positive"), qPrintable(refused.err));
        QVERIFY(!QFile::exists(path("three.jsonl")));
        QCOMPARE(ctl(predict + QStringList{"--classes", "negative,neutral,positive"}).code, 0);
        QCOMPARE(ctl(predict + QStringList{"--classes", "bad,good,excellent"}).code, 2);
        QCOMPARE(ctl(predict + QStringList{"--layout", "other"}).code, 2);
    }

    void benchSaysItToo() {
        const CtlResult bench = ctl({"evaluate", "--processbench", path("in.jsonl"), "--threshold", "0.5",
                                     "--checkpoint", fetched("two-permuted")});
        QVERIFY2(bench.code == 0, qPrintable(bench.err));
        QCOMPARE(bench.json["classes"].dump(), R"(["positive","negative"])");
        QCOMPARE(codesOf(bench.json), (QStringList{"trl_layout", "classes_assumed"}));
    }

    /// A model has one reading in a project: scores of two could not be told apart.
    void aModelIsReadInOneWay() {
        const QString model = fetched("two-nameless");
        const CtlResult score = ctl({"score", m_place.project(), "--checkpoint", model, "--layout", "stepmark"});
        QVERIFY2(score.code == 0, qPrintable(score.err));
        QVERIFY(score.json["layout"] == "stepmark");
        const CtlResult again = ctl({"evaluate", m_place.project(), "--checkpoint", model});
        QVERIFY2(again.code == 0, qPrintable(again.err));
        QVERIFY(again.json["layout"] == "stepmark");
        QCOMPARE(codesOf(again.json), QStringList{"classes_assumed"});
        const CtlResult other = ctl({"score", m_place.project(), "--checkpoint", model, "--layout", "trl"});
        QCOMPARE(other.code, 1);
        QVERIFY2(other.err.contains("read otherwise"), qPrintable(other.err));
        QCOMPARE(ctl({"evaluate", m_place.project(), "--layout", "trl"}).code, 2); // would do nothing
    }

    void trainingSaysWhatItsBaseIs() {
        const QStringList train{"train",  m_place.project(),      "--kind", "prm", "--mode", "head",
                                "--base", fetched("two-nameless")};
        const QStringList codes{"trl_layout", "new_head"};
        QCOMPARE(codesOf(ctl(train + QStringList{"--plan"}).json), codes);
        const CtlResult round =
            ctl({"round", m_place.project(), "--plan", "--mode", "head", "--base", fetched("two-nameless")});
        QVERIFY2(codesOf(round.json).contains("trl_layout"), qPrintable(round.out));
        const CtlResult made = ctl(train + QStringList{"--out", path("made"), "--too-long", "skip"});
        QVERIFY2(made.code == 0, qPrintable(made.err));
        QCOMPARE(codesOf(made.json), codes);
        const CtlResult read =
            ctl({"predict", path("in.jsonl"), path("out.jsonl"), "--overwrite", "--checkpoint", path("made")});
        QVERIFY(read.json["layout"] == "trl"); // its own record says so
        QVERIFY(read.json["notes"].empty());
        QVERIFY(words(train + QStringList{"--plan"}).contains("--layout stepmark."));
    }

    void linksOutOfTheCacheAreRefused() {
        const QString model = fetched("named");
        const fs::path config = fs::path(model.toStdString()) / "tokenizer.json";
        fs::remove(config);
        fs::create_symlink(kOthers / "tokenizer" / "tokenizer.json", config);
        const CtlResult result = ctl({"predict", path("in.jsonl"), path("link.jsonl"), "--checkpoint", model});
        QCOMPARE(result.code, 1);
        QVERIFY2(result.err.contains("outside of the model folder"), qPrintable(result.err));
    }
};

QTEST_GUILESS_MAIN(TestCtlOtherModels)
#include "tst_ctl_other_models.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
//
// Models whose numbers are none, as a script meets them: each job says what is broken and ends with 1, and the project
// is as it was. And jobs that share a base.
#include "model/base/safetensors.h"
#include "tests/app/stepmarkctl/ctl_runner.h"

#include <cstring>
#include <filesystem>
#include <functional>
#include <span>
#include <vector>

using namespace stepmark::test;
namespace fs = std::filesystem;

namespace {

constexpr std::uint16_t kInfinity = 0x7f80, kNan = 0x7fc0, kHuge = 0x7149; ///< bf16; the last is 1e30

/// Copies a folder and sets the values of one bf16 tensor.
void copyWith(const fs::path& from, const fs::path& to, const std::string& name,
              const std::function<void(std::span<std::uint16_t>)>& set) {
    fs::remove_all(to);
    fs::copy(from, to);
    const stepmark::SafetensorsReader reader = stepmark::SafetensorsReader::openFolder(to);
    std::vector<stepmark::TensorView> views = reader.tensors();
    std::vector<std::uint16_t> values;
    for (stepmark::TensorView& view : views)
        if (view.name == name) {
            values.resize(view.bytes / 2);
            std::memcpy(values.data(), view.data, view.bytes);
            set(values);
            view.data = reinterpret_cast<const std::byte*>(values.data());
        }
    stepmark::writeSafetensors(to / "model.safetensors", views);
}

} // namespace

class TestCtlNotFinite : public QObject {
    Q_OBJECT

    Workplace m_place;

    QString folder(const QString& name) const { return m_place.folder.filePath(name); }
    fs::path path(const QString& name) const { return folder(name).toStdString(); }
    static fs::path shipped(const char* name) { return fs::path(STEPMARK_SOURCE_DIR "/resources/base") / name; }
    QStringList command(const QString& job, const QString& model) const {
        const QString project = m_place.project(), in = folder("in.jsonl"), out = folder("out.jsonl");
        if (job == "predict")
            return {"predict", in, out, "--checkpoint", model};
        if (job == "process bench")
            return {"evaluate", "--processbench", in, "--threshold", "0.5", "--checkpoint", model};
        if (job == "score")
            return {"score", project, "--checkpoint", model};
        if (job == "evaluate")
            return {"evaluate", project, "--checkpoint", model};
        if (job == "generate")
            return {"generate", project, "--base", model, "--samples", "1", "--max-tokens", "8"};
        QStringList train{"train", project, "--base", model, "--out", folder("made")};
        if (job != "train head") // which has none
            train << "--epochs"
                  << "1";
        if (job == "train orm" || job == "train generator")
            return train + QStringList{"--kind", job.mid(6)};
        return train + QStringList{"--kind", "prm", "--mode", job.mid(6)};
    }
    std::string counts() const {
        const auto status = ctl({"status", m_place.project()}).json;
        return nlohmann::json{status["models"], status["solutions"], status["steps"]}.dump();
    }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(!m_place
                     .file("in.jsonl",
                           R"({"problem":"Tom has 12 apples.","steps":["One.","Two."],"label":-1})"
                           "\n\n"
                           R"({"problem":"Ann has 3 pears.","steps":["One.","Three pears.","Two."],"label":1})"
                           "\n")
                     .isEmpty());
        QCOMPARE(
            ctl({"sample", m_place.project(), "--problems", "20", "--samples", "3", "--held-out-samples", "3"}).code,
            0);
        QCOMPARE(ctl({"queue", m_place.project(), "--count", "30"}).code, 0);
        QCOMPARE(ctl({"label", m_place.project(), "--oracle"}).code, 0);
        for (const char* mode : {"head", "full"}) {
            const CtlResult train = ctl({"train", m_place.project(), "--kind", "prm", "--mode", mode, "--out",
                                         folder(mode), "--precision", "bf16"});
            QVERIFY2(train.code == 0, qPrintable(train.err));
            QCOMPARE(train.json["skipped_steps"].get<int>(), 0);
        }
        const CtlResult orm =
            ctl({"train", m_place.project(), "--kind", "orm", "--out", folder("orm"), "--precision", "bf16"});
        QVERIFY2(orm.code == 0, qPrintable(orm.err));
    }

    void brokenModelIsNamed_data() {
        QTest::addColumn<QString>("job");
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("tensor");
        const std::pair<const char*, const char*> jobs[] = {
            {"predict", "full"},   {"process bench", "head"},   {"score", "full"},        {"score", "head"},
            {"score", "orm"},      {"evaluate", "full"},        {"train full", "base"},   {"train head", "base"},
            {"train orm", "base"}, {"train generator", "base"}, {"generate", "generator"}};
        for (const auto& [job, model] : jobs)
            for (const char* tensor : {"model.embed_tokens.weight", "model.layers.0.mlp.down_proj.weight"})
                QTest::addRow("%s of %s, %s", job, model, tensor) << job << model << tensor;
    }
    /// They gave nulls with "all right" and 0, a model in the list, raw SQL, or signal 11.
    void brokenModelIsNamed() {
        QFETCH(QString, job);
        QFETCH(QString, model);
        QFETCH(QString, tensor);
        const fs::path from = model == "base"        ? shipped("stepmark-base")
                              : model == "generator" ? shipped("stepmark-generator")
                                                     : path(model);
        const std::string before = counts();
        copyWith(from, path("broken"), tensor.toStdString(),
                 [&](std::span<std::uint16_t> values) { values[7] = job.startsWith("train") ? kInfinity : kNan; });
        const CtlResult result = ctl(command(job, folder("broken")));
        QCOMPARE(result.code, 1);
        QVERIFY2(result.err.contains(folder("broken")) && result.err.contains(tensor), qPrintable(result.err));
        QVERIFY2(!result.err.contains("constraint"), qPrintable(result.err));
        QCOMPARE(counts(), before);
        QVERIFY(!QFile::exists(folder("out.jsonl")) && !QDir(folder("made")).exists());
    }

    void overflowIsNamed_data() {
        QTest::addColumn<QString>("job");
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("says");
        QTest::newRow("predict") << "predict"
                                 << "full"
                                 << "line 1, step 1";
        QTest::newRow("process bench") << "process bench"
                                       << "head"
                                       << "line 1, step 1";
        QTest::newRow("score") << "score"
                               << "full"
                               << "Problem 1 (";
        QTest::newRow("score from cache") << "score"
                                          << "head"
                                          << "Problem 1 (";
        QTest::newRow("score orm") << "score"
                                   << "orm"
                                   << "Problem 1 (";
        QTest::newRow("train full") << "train full"
                                    << "base"
                                    << "optimizer step";
        QTest::newRow("train head") << "train head"
                                    << "base"
                                    << "of the problem";
        QTest::newRow("generate") << "generate"
                                  << "generator"
                                  << "token 1";
    }
    /// Each weight is a number, what follows from them is none.
    void overflowIsNamed() {
        QFETCH(QString, job);
        QFETCH(QString, model);
        QFETCH(QString, says);
        const fs::path from = model == "base"        ? shipped("stepmark-base")
                              : model == "generator" ? shipped("stepmark-generator")
                                                     : path(model);
        const std::string before = counts();
        copyWith(from, path("huge"), "model.embed_tokens.weight",
                 [](std::span<std::uint16_t> values) { std::fill(values.begin(), values.end(), kHuge); });
        const CtlResult result = ctl(command(job, folder("huge")));
        QCOMPARE(result.code, 1);
        QVERIFY2(result.err.contains(says) && result.err.contains("NaN or infinite"), qPrintable(result.err));
        QCOMPARE(counts(), before);
        QVERIFY(!QFile::exists(folder("out.jsonl")) && !QDir(folder("made")).exists());
    }

    /// A step that is too long to be judged is no step that is right.
    void tooLongIsNotAllRight() {
        std::string steps = R"("Fine.")";
        for (int i = 0; i < 3000; ++i)
            steps += R"(,"Tom has 12 apples and Ann has 3 pears.")";
        const QString in = m_place.file(
            "long.jsonl", QByteArray::fromStdString(R"({"problem":"Tom has 12 apples.","steps":[)" + steps + "]}\n"));
        const CtlResult predict =
            ctl({"predict", in, folder("long-out.jsonl"), "--checkpoint", folder("full"), "--threshold", "1"});
        QVERIFY2(predict.code == 0, qPrintable(predict.err));
        QVERIFY(predict.json["too_long_steps"].get<int>() > 0);
        QFile out(folder("long-out.jsonl"));
        QVERIFY(out.open(QIODevice::ReadOnly));
        QVERIFY(nlohmann::json::parse(out.readAll().toStdString())["first_error"].is_null());
    }

    void noNumberIsNoThreshold() {
        const CtlResult predict = ctl(
            {"predict", folder("in.jsonl"), folder("out.jsonl"), "--checkpoint", folder("full"), "--threshold", "nan"});
        QVERIFY(predict.code != 0);
        QVERIFY(!QFile::exists(folder("out.jsonl")));
    }

    void jobsShareABase_data() {
        QTest::addColumn<QStringList>("job");
        QTest::newRow("train") << QStringList{"train", "--kind", "prm", "--mode", "head"};
        QTest::newRow("score") << QStringList{"score"};
    }
    /// Two at once, one of them killed and begun again: both end, with the figures of one alone.
    void jobsShareABase() {
        QFETCH(QStringList, job);
        const bool trains = job.front() == "train";
        const auto arguments = [&](const QString& project, const QString& out) {
            QStringList all{job.front(), project};
            all += job.mid(1);
            return all + (trains ? QStringList{"--out", out} : QStringList{"--checkpoint", folder("head")}) +
                   QStringList{"--json"};
        };
        const auto copy = [&](const QString& name) {
            const QString project = folder(name + ".stepmark");
            QFile::remove(project);
            QDir(folder(name + ".models")).removeRecursively();
            return ctl({"backup", m_place.project(), project}).code == 0 ? project : QString();
        };
        const QString alone = copy("alone"), shared = copy("shared");
        QCOMPARE(ctl(arguments(alone, folder("alone-model"))).code, 0);
        QProcess first, second, killed;
        killed.start(ctlProgram(), arguments(shared, folder("killed-model")));
        QTRY_VERIFY_WITH_TIMEOUT(QDir(folder("shared.models/cache")).exists() || killed.state() == QProcess::NotRunning,
                                 60'000);
        first.start(ctlProgram(), arguments(shared, folder("first-model")));
        second.start(ctlProgram(), arguments(shared, folder("second-model")));
        killed.kill();
        for (QProcess* process : {&killed, &first, &second})
            QVERIFY(process->waitForFinished(300'000));
        for (QProcess* process : {&first, &second})
            QVERIFY2(process->exitCode() == 0, process->readAllStandardError().constData());
        if (trains) {
            const auto weights = [&](const QString& model) {
                QFile file(folder(model + "/model.safetensors"));
                return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
            };
            QVERIFY(!weights("alone-model").isEmpty());
            QCOMPARE(weights("first-model"), weights("second-model"));
            QCOMPARE(weights("first-model"), weights("alone-model"));
        } else {
            const auto figures = [](const QString& project) {
                auto json = ctl({"evaluate", project}).json;
                json.erase("job");
                return json.dump();
            };
            QCOMPARE(figures(shared), figures(alone));
        }
    }
};

QTEST_GUILESS_MAIN(TestCtlNotFinite)
#include "tst_ctl_not_finite.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// The study form and the command line ask for one thing: the same spec, by the real stepmarkctl.
#include "model/run/spec_json.h"
#include "tests/app/desktop/fixture.h"
#include "tests/app/desktop/real_worker.h"
#include "ui/weakstrong/study_form.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace stepmark;
using namespace stepmark::desktop;
using namespace stepmark::desktop::testing;
using Json = nlohmann::ordered_json;

Q_DECLARE_METATYPE(stepmark::StudySpec)

namespace {

const QString kBase = QStringLiteral(STEPMARK_SOURCE_DIR "/resources/base/stepmark-base");
const QString kTask = QStringLiteral("claims");

Json planned(const WorkerCall& call) { return Json::parse(answerOf(call).toStdString()).at("spec"); }

StudySpec least() {
    StudySpec spec;
    spec.task = kTask.toStdString();
    spec.ladder = {{kBase.toStdString(), 1}, {kBase.toStdString(), 2}};
    return spec;
}

/// Each choice that the form offers, other than it begins with.
StudySpec allChanged() {
    StudySpec spec = least();
    spec.ladder.push_back({kBase.toStdString(), 0});
    spec.methods = {StudyMethod::Naive, StudyMethod::Bootstrapping, StudyMethod::Noise};
    spec.seeds = {0, 1};
    spec.supervisors = 1;
    spec.way = LearnWay::Full;
    spec.examples = 100;
    spec.tune_epochs = 2;
    spec.alpha = 0.25;
    spec.epochs = 3;
    spec.top_layers = 1;
    spec.learning_rate = 2.5e-5;
    return spec;
}

QStringList models(const StudySpec& spec) {
    QStringList words{QStringLiteral("--ladder")};
    for (const LadderModel& model : spec.ladder)
        words << (model.layers > 0 ? QStringLiteral("%1:%2").arg(kBase).arg(model.layers) : kBase);
    return words;
}

} // namespace

class TestStudySpec : public QObject {
    Q_OBJECT

private:
    ProjectFile m_file;

private Q_SLOTS:
    void initTestCase() {
        answerOf({{QStringLiteral("w2s"), QStringLiteral("add-task"), m_file.path(), QStringLiteral("--example"),
                   QStringLiteral("classification"), QStringLiteral("--train-examples"), QStringLiteral("200"),
                   QStringLiteral("--test-examples"), QStringLiteral("40"), QStringLiteral("--name"), kTask},
                  {}});
    }

    void formAndCommandLineSayTheSame_data() {
        QTest::addColumn<StudySpec>("wanted");
        QTest::addColumn<QStringList>("typed");
        QTest::newRow("as it begins") << least() << models(least());
        QTest::newRow("all changed")
            << allChanged()
            << QStringLiteral("--method naive bootstrapping noise --seeds 2 --supervisors 1 --way full --examples 100 "
                              "--tune-epochs 2 --alpha 0.25 --epochs 3 --top-layers 1 --learning-rate 2.5e-5")
                       .split(u' ') +
                   models(allChanged());
    }
    // Lost: what was chosen in the form, to a study that is another.
    void formAndCommandLineSayTheSame() {
        QFETCH(StudySpec, wanted);
        QFETCH(QStringList, typed);
        ui::StudyForm form;
        form.setTasks({{kTask, TaskKind::Classification}});
        form.setSpec(wanted);
        QVERIFY2(form.spec() == wanted, toJson(form.spec()).dump().c_str());
        const QStringList plan{QStringLiteral("w2s"), QStringLiteral("study"), m_file.path(), QStringLiteral("--plan")};
        const Json by_form = planned(callWith(toJson(form.spec()), plan));
        const Json by_words =
            planned({QStringList(plan) << QStringLiteral("--task") << kTask << typed << QStringLiteral("--json"), {}});
        QCOMPARE(QByteArray::fromStdString(by_form.dump()), QByteArray::fromStdString(by_words.dump()));
    }
};

QTEST_MAIN(TestStudySpec)
#include "tst_study_spec.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// The form and the command line ask for one thing: the same spec, by the real stepmarkctl.
#include "model/run/spec_json.h"
#include "model/run/spec_words.h"
#include "tests/app/desktop/fixture.h"
#include "tests/app/desktop/real_worker.h"
#include "ui/rounds/round_form.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace stepmark;
using namespace stepmark::desktop;
using namespace stepmark::desktop::testing;
using Json = nlohmann::ordered_json;

namespace {

const QString kBase = QStringLiteral(STEPMARK_SOURCE_DIR "/resources/base/stepmark-base");
const QString kGenerator = QStringLiteral(STEPMARK_SOURCE_DIR "/resources/base/stepmark-generator");

/// The spec of a plan.
Json planned(const WorkerCall& call) { return Json::parse(answerOf(call).toStdString()).at("spec"); }

/// Each choice that the form offers, other than it begins with.
RoundSpec allChanged() {
    RoundSpec spec;
    spec.selection = {SelectionStrategy::Uncertainty, 40, 0.75, 2, 7};
    spec.control = {0.2, 3, 15};
    spec.rule = ScoreRule::Minimum;
    spec.neutral = NeutralPolicy::AsNegative;
    spec.samples = 16;
    spec.generator = kGenerator.toStdString();
    spec.train.mode = TrainMode::Full;
    spec.train.epochs = 3;
    spec.train.learning_rate = 2.5e-5;
    spec.train.base = kBase.toStdString();
    spec.train.too_long = TooLong::Skip;
    spec.train.after_error = spec.train.class_weights = true;
    spec.orm = true;
    return spec;
}

/// The same, typed.
QStringList allTyped() {
    return QStringLiteral("--strategy uncertainty --count 40 --mix 0.75 --per-problem 2 --seed 7 --overlap 0.2 "
                          "--overlap-labelers 3 --gold 15 --by min --neutral negative --samples 16 --mode full "
                          "--epochs 3 --learning-rate 2.5e-5 --too-long skip --after-error --class-weights --orm")
               .split(u' ')
           << QStringLiteral("--generator") << kGenerator << QStringLiteral("--base") << kBase;
}

} // namespace

class TestRoundSpec : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void formAndCommandLineSayTheSame_data() {
        QTest::addColumn<RoundSpec>("wanted");
        QTest::addColumn<QStringList>("typed");
        const QStringList head{QStringLiteral("--mode"), QStringLiteral("head")};
        QTest::newRow("first round") << ui::firstRound() << head;
        QTest::newRow("all changed") << allChanged() << allTyped();
        RoundSpec layers = ui::firstRound();
        layers.train.layers = {1, 2, kSomeLayers};
        QTest::newRow("layers") << layers << head + QStringList{QStringLiteral("--layers"), QStringLiteral("1,2,auto")};
        for (const auto& [how, word] : wordsOf(TooLong{})) {
            RoundSpec spec = ui::firstRound();
            spec.train.too_long = how;
            const QString text = QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
            QTest::addRow("too long: %s", qPrintable(text))
                << spec << (QStringList(head) << QStringLiteral("--too-long") << text);
        }
    }
    // Lost: what was chosen in the form, to a round that is another.
    void formAndCommandLineSayTheSame() {
        QFETCH(RoundSpec, wanted);
        QFETCH(QStringList, typed);
        const ProjectFile file;
        ui::RoundForm form;
        form.setSpec(wanted);
        QVERIFY2(form.spec() == wanted, toJson(form.spec()).dump().c_str());
        const QStringList plan{QStringLiteral("round"), file.path(), QStringLiteral("--plan")};
        const Json by_form = planned(callWith(toJson(form.spec()), plan));
        const Json by_words = planned({QStringList(plan) << typed << QStringLiteral("--json"), {}});
        QCOMPARE(QByteArray::fromStdString(by_form.dump()), QByteArray::fromStdString(by_words.dump()));
        QVERIFY(by_form["count"] == wanted.selection.count);
    }

    // Lost: what one can do on the command line only.
    void theFormHasTheOptionsOfTheCommand() {
        QSet<QString> expected = optionsOf(QStringLiteral("round"));
        QVERIFY(expected.contains(QStringLiteral("--spec")));
        const QStringList without = QStringLiteral("--help --spec --plan --resume --out --weight-decay --batch-tokens "
                                                   "--max-pack-tokens --validation-share --patience --layout --classes "
                                                   "--precision --device --threads --oracle --scores --threshold "
                                                   "--labeler --as-person --error-rate --label-seed")
                                        .split(u' ');
        expected.subtract(QSet<QString>(without.begin(), without.end()));
        QSet<QString> typed{QStringLiteral("--layers")}; // goes with a head only
        for (const QString& word : allTyped())
            if (word.startsWith(QLatin1String("--")))
                typed.insert(word);
        QCOMPARE(typed, expected);
    }
};

QTEST_MAIN(TestRoundSpec)
#include "tst_round_spec.moc"

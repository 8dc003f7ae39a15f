// SPDX-License-Identifier: GPL-3.0-or-later
// A reproduction says of each claim of the paper whether it holds here. A verdict on too little is worse than none.
#include "app/work/claims.h"
#include "app/work/reproduction_page.h"
#include "app/work/study_svg.h"

#include <QtCore/QXmlStreamReader>

#include <QtTest/QtTest>

#include <algorithm>

using namespace stepmark;
using namespace stepmark::work;

namespace {

StudyFigure run(StudyRole role, int model, double value, std::optional<int> supervisor = {},
                std::optional<StudyMethod> method = {}) {
    StudyFigure figure;
    figure.role = role;
    figure.model = model;
    figure.supervisor = supervisor;
    figure.method = method;
    figure.figure = Figure{value, Interval{value - 0.02, value + 0.02}};
    return figure;
}

/// Four models whose worth is .6, .7, .8, .9; students recover `naive` and `confident` of each gap.
ReproducedStudy study(TaskKind kind, double naive, double confident, bool defined = true) {
    ReproducedStudy one{kind, false, {}};
    one.study.task = "set <1>";
    one.study.figure = "accuracy";
    one.study.spec.methods = {StudyMethod::Naive, StudyMethod::Confidence};
    one.study.results.test_examples = one.study.results.test_groups = 500;
    one.study.results.baseline = 0.5;
    auto& figures = one.study.results.figures;
    for (int model = 0; model < 4; ++model) {
        one.study.models.push_back({{"/m/base", model + 1}, model + 1, 1000 * (model + 1)});
        figures.push_back(run(StudyRole::Ceiling, model, 0.6 + 0.1 * model));
        if (model < 3)
            figures.push_back(run(StudyRole::Supervisor, model, 0.6 + 0.1 * model));
    }
    for (const auto& [method, share] : {std::pair{StudyMethod::Naive, naive}, {StudyMethod::Confidence, confident}})
        for (int supervisor = 0; supervisor < 3; ++supervisor)
            for (int model = supervisor + 1; model < 4; ++model) {
                const double gap = 0.1 * (model - supervisor);
                StudyFigure student =
                    run(StudyRole::Student, model, 0.6 + 0.1 * supervisor + share * gap, supervisor, method);
                if (defined)
                    student.pgr = Figure{share, {}};
                else
                    student.no_pgr = NoPgr::NoGap;
                student.agreement_right = 0.95;
                student.agreement_wrong = 0.9 - 0.1 * model;
                figures.push_back(student);
            }
    return one;
}

Claim claim(const std::vector<Claim>& claims, const std::string& code) {
    return *std::find_if(claims.begin(), claims.end(), [&](const Claim& one) { return one.code == code; });
}

} // namespace

class TestClaims : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void verdicts_data();
    void verdicts();
    void nothingTried();
    void whatNobodyHasPublishedIsNotReproduced();
    void differencesNeedMoreThanNoise();
    void pageIsWellFormed();
};

void TestClaims::verdicts_data() {
    QTest::addColumn<double>("naive");
    QTest::addColumn<bool>("defined");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("half is recovered") << 0.5 << true << "reproduced";
    QTest::newRow("little is recovered") << 0.05 << true << "not_reproduced";
    QTest::newRow("worse than the supervisor") << -0.4 << true << "not_reproduced";
    QTest::newRow("no gap") << 0.5 << false << "cannot_tell";
}

void TestClaims::verdicts() {
    QFETCH(double, naive);
    QFETCH(bool, defined);
    QFETCH(QString, verdict);
    const std::vector studies{study(TaskKind::Classification, naive, 0.8, defined)};
    const std::vector<Claim> claims = claimsOf(studies);
    const Claim one = claim(claims, "nlp_naive");
    QCOMPARE(QString::fromUtf8(toText(one.verdict).data()), verdict);
    QCOMPARE(one.value.has_value(), defined);
    QVERIFY(defined || !one.why.empty());
    if (defined)
        QVERIFY(std::abs(*one.value - naive) < 1e-9);
    QCOMPARE(claim(claims, "reward_naive").verdict, Verdict::NotTried);
}

void TestClaims::nothingTried() {
    for (const Claim& one : claimsOf({})) {
        QCOMPARE(one.verdict, Verdict::NotTried);
        QVERIFY(one.ours.empty() && !one.what.empty());
        QCOMPARE(one.paper.empty(), one.code.starts_with("steps_")); // of which nobody has published any
    }
}

// Lost: who reads "reproduced" looks for a publication that is none.
void TestClaims::whatNobodyHasPublishedIsNotReproduced() {
    ReproducedStudy steps = study(TaskKind::Steps, 0.4, 0.4);
    auto& figures = steps.study.results.figures;
    for (StudyFigure& one : figures) {
        const double gained = one.role == StudyRole::Student ? 0.05 + 0.001 * one.model : 0;
        one.first_error_f1 = 0.2 + gained;
        one.first_error_f1_by_seed = {one.first_error_f1};
    }
    const std::vector studies{steps};
    const auto claims = claimsOf(studies);
    QCOMPARE(claim(claims, "steps_naive").verdict, Verdict::Holds);
    QCOMPARE(claim(claims, "steps_first_errors").verdict, Verdict::Holds);
    QVERIFY(std::abs(*claim(claims, "steps_first_errors").value - 0.0525) < 0.001);
    const std::string page = reproductionPage(studies, claims, "");
    QVERIFY(page.find("First errors, F1") != std::string::npos && page.find(">holds<") != std::string::npos);
    const std::vector worse{study(TaskKind::Steps, -0.4, 0.4)};
    QCOMPARE(claim(claimsOf(worse), "steps_naive").verdict, Verdict::DoesNotHold);
    QCOMPARE(claim(claimsOf(worse), "steps_first_errors").verdict, Verdict::NotTried);
}

void TestClaims::differencesNeedMoreThanNoise() {
    std::vector<ReproducedStudy> studies;
    for (const double gain : {0.3, 0.25, 0.35, 0.28})
        studies.push_back(study(TaskKind::Classification, 0.4, 0.4 + gain));
    QCOMPARE(claim(claimsOf(studies), "nlp_confidence").verdict, Verdict::Reproduced);
    QCOMPARE(claim(claimsOf(studies), "agreement").verdict, Verdict::Reproduced);
    studies.resize(1); // one set says nothing of its spread
    QCOMPARE(claim(claimsOf(studies), "nlp_confidence").verdict, Verdict::CannotTell);
    studies = {study(TaskKind::Classification, 0.4, 0.9), study(TaskKind::Classification, 0.4, 0.1),
               study(TaskKind::Classification, 0.4, 0.5)};
    QCOMPARE(claim(claimsOf(studies), "nlp_confidence").verdict, Verdict::CannotTell);
}

// What a task is called comes from a file: it stands in the page as text.
void TestClaims::pageIsWellFormed() {
    const std::vector studies{study(TaskKind::Classification, 0.5, 0.8), study(TaskKind::Steps, 0.2, 0.3, false)};
    const std::string page = reproductionPage(studies, claimsOf(studies), "Made by <somebody> & others");
    QVERIFY(page.find("set &lt;1&gt;") != std::string::npos && page.find("set <1>") == std::string::npos);
    QVERIFY(page.find("undefined: the gap may be chance") != std::string::npos);
    const std::string svg = studySvg(studies[0].study, StudyMethod::Naive);
    QXmlStreamReader reader(QByteArray::fromStdString(svg));
    int circles = 0, dashed = 0;
    while (!reader.atEnd()) {
        reader.readNext();
        if (!reader.isStartElement())
            continue;
        circles += reader.name() == u"circle";
        dashed += reader.name() == u"path" && reader.attributes().value("stroke-dasharray") == u"6 4";
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QCOMPARE(circles, 6); // a student of each pair
    QCOMPARE(dashed, 1);
}

QTEST_GUILESS_MAIN(TestClaims)
#include "tst_claims.moc"

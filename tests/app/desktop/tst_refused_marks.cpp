// SPDX-License-Identifier: GPL-3.0-or-later
// One change that the project refuses for good does not hold up the rest, is never called saved, and is not lost in
// silence.
#include "app/desktop/refused_writes.h"
#include "tests/app/desktop/fixture.h"
#include "ui/shell/refused_dialog.h"
#include "ui/shell/status_bar.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace stepmark;
using namespace stepmark::desktop;
using namespace stepmark::desktop::testing;

namespace {

constexpr StepId kNowhere = 9999; ///< a step that is gone

LabelerId labelerOf(const ProjectFile& file) {
    Session session(storage::Project::open(file.path().toStdString()));
    return session.annotations.list(1).at(0).labeler;
}

Write refusedMark(LabelerId labeler, SolutionId solution) {
    Write write;
    write.labeler = labeler;
    write.solution = solution;
    write.deed = Write::Mark{.step = kNowhere, .rating = Rating::Negative};
    return write;
}

ui::StatusBar* footOf(Desktop& desktop) { return desktop.window().findChild<ui::StatusBar*>(); }

} // namespace

class TestRefusedMarks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// All marks behind the first that was refused waited for ever, and were lost with the window.
    void whatIsBehindGoesThrough() {
        ProjectFile file;
        auto desktop = openDesktop(file);
        desktop->writes().setRetryInterval(3'600'000);
        type(*desktop, "3");
        QVERIFY(settle(*desktop));
        desktop->writes().add(refusedMark(labelerOf(file), 1));
        type(*desktop, "33"); // ends solution 1
        type(*desktop, "1\r"); // solution 2, whole
        QTRY_VERIFY(desktop->writes().isIdle());
        QVERIFY(desktop->writes().error().isEmpty());
        QCOMPARE(file.events().size(), std::size_t(4));
        // A pass that lacks a mark is not stored as finished.
        QCOMPARE(desktop->writes().state().refused, 2);
        Session session(storage::Project::open(file.path().toStdString()));
        QCOMPARE(session.annotations.list(1).at(0).finish_reason, FinishReason::Open);
        QCOMPARE(session.annotations.list(2).at(0).finish_reason, FinishReason::FoundError);
    }

    void footSaysSoUntilItIsSeen() {
        ProjectFile file;
        auto desktop = openDesktop(file);
        type(*desktop, "3");
        QVERIFY(settle(*desktop));
        desktop->writes().add(refusedMark(labelerOf(file), 2));
        QTRY_COMPARE(desktop->writes().state().refused, 1);
        ui::StatusBar* foot = footOf(*desktop);
        QVERIFY2(!foot->savedText().contains(QStringLiteral("✓")), qPrintable(foot->savedText()));
        QVERIFY(!foot->refusedButton()->isHidden());
        foot->refusedButton()->click();
        auto* dialog = desktop->window().findChild<ui::RefusedDialog*>();
        QVERIFY(dialog);
        dialog->copyButton()->click();
        const QString text = QGuiApplication::clipboard()->text();
        for (const QString& part : {QStringLiteral("solution 2"), QString::number(kNowhere), QStringLiteral("wrong"),
                                    QStringLiteral("no step")})
            QVERIFY2(text.contains(part), qPrintable(text));
        dialog->reject(); // later
        QCOMPARE(desktop->writes().state().refused, 1);
        foot->refusedButton()->click();
        desktop->window().findChildren<ui::RefusedDialog*>().last()->accept();
        QCOMPARE(desktop->writes().state().refused, 0);
        QVERIFY2(foot->savedText().contains(QStringLiteral("✓")), qPrintable(foot->savedText()));
    }

    void leavingAsks() {
        ProjectFile file;
        auto desktop = openDesktop(file);
        type(*desktop, "3");
        QVERIFY(settle(*desktop));
        desktop->writes().add(refusedMark(labelerOf(file), 2));
        QString text;
        auto answer = LeaveGuard::Answer::Stay;
        desktop->guard().setAsker([&](const QString&, const QString& words, const QString&, bool) {
            text = words;
            return answer;
        });
        QVERIFY(!desktop->window().close());
        QVERIFY2(text.contains(QString::number(kNowhere)), qPrintable(text));
        answer = LeaveGuard::Answer::Leave;
        QVERIFY(desktop->window().close());
    }

    void holdsBack_data() {
        QTest::addColumn<QString>("refused");
        QTest::addColumn<QString>("stored");
        QTest::addColumn<QString>("next");
        QTest::addColumn<bool>("held");
        QTest::newRow("the end of its pass") << "mark"
                                             << ""
                                             << "finish" << true;
        QTest::newRow("an end without a verdict") << "mark"
                                                  << ""
                                                  << "bad problem" << false;
        QTest::newRow("the end of another's pass") << "mark"
                                                   << ""
                                                   << "finish of another" << false;
        QTest::newRow("another mark") << "mark"
                                      << ""
                                      << "mark" << false;
        QTest::newRow("the end, once marked again") << "mark"
                                                    << "mark"
                                                    << "finish" << false;
        QTest::newRow("taking back what was never stored") << "decision"
                                                           << ""
                                                           << "withdrawal" << true;
        QTest::newRow("taking back a later one") << "decision"
                                                 << "decision"
                                                 << "withdrawal" << false;
        QTest::newRow("taking back after a refused mark") << "mark"
                                                          << ""
                                                          << "withdrawal" << false;
        QTest::newRow("nothing for a solution shown") << "serve"
                                                      << ""
                                                      << "finish" << false;
    }
    /// Else the project would say "finished" of what lacks a mark, or an earlier decision would be taken back.
    void holdsBack() {
        const auto writeOf = [](const QString& name) {
            Write write = refusedMark(1, 2);
            if (name.startsWith("finish") || name == "bad problem") {
                write.deed =
                    Write::Finish{.reason = name == "bad problem" ? FinishReason::BadProblem : FinishReason::Solution};
                write.labeler = name.endsWith("another") ? 3 : 1;
            } else if (name == "decision" || name == "withdrawal") {
                Write::Decide decide;
                decide.decision.reviewer = 1;
                decide.decision.step = kNowhere;
                decide.decision.verdict = name == "decision" ? Decision::Verdict::Rate : Decision::Verdict::Withdraw;
                write.deed = decide;
            } else if (name == "serve") {
                write.deed = Write::Serve{};
            }
            return write;
        };
        QFETCH(QString, refused);
        QFETCH(QString, stored);
        QFETCH(QString, next);
        QFETCH(bool, held);
        RefusedWrites writes;
        writes.add(writeOf(refused), QStringLiteral("Why."));
        QCOMPARE(writes.count(), refused == "serve" ? 0 : 1);
        if (!stored.isEmpty())
            writes.stored(writeOf(stored));
        QCOMPARE(writes.holdsBack(writeOf(next)), held);
    }
};

QTEST_MAIN(TestRefusedMarks)
#include "tst_refused_marks.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/label_phase.h"

#include <QTest>

#include <functional>
#include <map>

using namespace stepmark::desktop;

using State = LabelPhase::State;

/// What happens one after the other, and where labelling stands then; "!" before a word: it has said that something is
/// to be done now.
class LabelPhaseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void events_data() {
        QTest::addColumn<QString>("events");
        QTest::addColumn<int>("state");
        const auto row = [](const char* name, const char* events, State state) {
            QTest::newRow(name) << QString::fromLatin1(events) << static_cast<int>(state);
        };
        row("nothing is asked without a project", "wants", State::Closed);
        row("nor before it is known who labels", "opened wants", State::SittingDown);
        row("asked once", "opened seated !wants", State::Asking);
        row("answered", "opened seated !wants answered", State::Idle);
        row("changed meanwhile", "opened seated !wants wants", State::AskingAgain);
        row("changed twice is asked once more", "opened seated !wants wants wants !answered", State::Idle);
        row("then it is enough", "opened seated !wants wants !answered !wants answered", State::Idle);
        row("a verdict holds everything", "opened seated told wants wants", State::Told);
        row("until it is accepted", "opened seated told !accepted !wants", State::Asking);
        row("there is nothing to accept", "opened seated accepted", State::Idle);
        // Else labelling would stop for good where a solution was opened over the verdict.
        row("or a solution takes its place", "opened seated told shown !wants", State::Asking);
        row("a solution shown while asking", "opened seated !wants wants shown", State::AskingAgain);
        row("closed while asking", "opened seated !wants closed wants", State::Closed);
        row("another labeler", "opened seated told opened", State::SittingDown);
    }
    void events() {
        QFETCH(QString, events);
        QFETCH(int, state);
        LabelPhase phase;
        const std::map<QString, std::function<bool()>> happens{
            {"opened", [&] { return phase.opened(), false; }}, {"closed", [&] { return phase.closed(), false; }},
            {"seated", [&] { return phase.seated(), false; }}, {"told", [&] { return phase.told(), false; }},
            {"shown", [&] { return phase.shown(), false; }},   {"wants", [&] { return phase.wants(); }},
            {"answered", [&] { return phase.answered(); }},    {"accepted", [&] { return phase.accepted(); }}};
        for (const QString& event : events.split(QLatin1Char(' '))) {
            const bool now = event.startsWith(QLatin1Char('!'));
            QVERIFY2(happens.at(now ? event.mid(1) : event)() == now, qPrintable(event));
        }
        QCOMPARE(static_cast<int>(phase.state()), state);
    }
};

QTEST_APPLESS_MAIN(LabelPhaseTest)
#include "tst_label_phase.moc"

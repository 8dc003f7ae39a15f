// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/labelling_session.h"

#include "app/bench/figures.h"
#include "app/desktop/desktop.h"
#include "app/desktop/labelling_workshop.h"
#include "model/domain/error.h"
#include "ui/labelers/sit_down_dialog.h"
#include "ui/theme/theme.h"

#include <QJsonArray>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QWindow>

#include <deque>
#include <functional>
#include <random>

namespace stepmark::bench {

namespace {

constexpr double kPatience_ms = 300'000; ///< a job beside it may hold the project for long

void waitFor(const char* what, const std::function<bool()>& done) {
    const double until = monotonicNow_ms() + kPatience_ms;
    while (!done()) {
        if (monotonicNow_ms() > until)
            throw Error(std::string("The bench waited in vain for ") + what + ".");
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 20);
    }
}

/// Types on the window and notes how long everything took.
class Typist {
public:
    Typist(FrameClock& application, desktop::Desktop& desktop)
        : m_application(application)
        , m_desktop(desktop)
        , m_page(*desktop::LabellingWorkshop::of(desktop).pages().label())
        , m_random(1) {
        QObject::connect(&desktop.writes(), &desktop::WriteQueue::committed, &m_context,
                         [this](const std::vector<desktop::Write>& writes) { committed(writes); });
    }

    /// Mostly right, sometimes neutral, an error in every tenth step; Enter where a solution waits for it.
    void mark() {
        const bool finish = m_page.pass().complete();
        const int dice = static_cast<int>(m_random() % 20);
        const Qt::Key key = finish ? Qt::Key_Return : dice < 2 ? Qt::Key_1 : dice < 5 ? Qt::Key_2 : Qt::Key_3;
        const SolutionId before = onScreen();
        const int frames = m_application.frames();
        const double pressed = monotonicNow_ms();
        if (!finish)
            m_pressed.push_back(pressed);
        QTest::keyPress(m_desktop.window().windowHandle(), key);
        waitFor("a frame", [&] { return m_application.frames() > frames && onScreen() != 0; });
        const double spent = m_application.lastFrame_ms() - pressed;
        (onScreen() == before ? m_to_screen : m_to_next).append(spent);
        QTest::keyRelease(m_desktop.window().windowHandle(), key);
    }

    void restUntil(double time_ms) {
        waitFor("the next key", [&] { return monotonicNow_ms() >= time_ms; });
    }
    void settle() {
        waitFor("the disk", [&] { return m_desktop.writes().isIdle(); });
    }

    QJsonObject figures() const {
        return {{QStringLiteral("key_to_screen"), m_to_screen},
                {QStringLiteral("key_to_disk"), m_to_disk},
                {QStringLiteral("next_solution"), m_to_next}};
    }

private:
    SolutionId onScreen() const {
        return m_page.state() == ui::LabelPage::State::Labelling ? m_page.pass().task().solution : 0;
    }

    void committed(const std::vector<desktop::Write>& writes) {
        for (const desktop::Write& write : writes) {
            if (!write.is<desktop::Write::Mark>() || m_pressed.empty())
                continue;
            m_to_disk.append(monotonicNow_ms() - m_pressed.front());
            m_pressed.pop_front();
        }
    }

    FrameClock& m_application;
    desktop::Desktop& m_desktop;
    ui::LabelPage& m_page;
    QObject m_context;
    std::minstd_rand m_random;
    std::deque<double> m_pressed; ///< marks that are not on disk yet
    QJsonArray m_to_screen, m_to_disk, m_to_next;
};

} // namespace

bool FrameClock::notify(QObject* receiver, QEvent* event) {
    // A window's UpdateRequest paints what has changed and flushes it before it returns.
    const bool is_frame =
        event->type() == QEvent::UpdateRequest && (receiver->isWindowType() || receiver->isWidgetType());
    const bool accepted = QApplication::notify(receiver, event);
    if (is_frame) {
        ++m_frames;
        m_last_ms = monotonicNow_ms();
    }
    return accepted;
}

QJsonObject runLabellingSession(FrameClock& application, const SessionOptions& options) {
    QTemporaryDir folder;
    desktop::DesktopOptions desktop_options;
    desktop_options.settings_file = folder.filePath(QStringLiteral("settings.ini"));
    ui::Theme::instance().install();
    desktop::Desktop desktop(desktop_options);
    ui::LabelPage* page = desktop::LabellingWorkshop::of(desktop).pages().label();
    desktop.window().resize(1440, 900);
    desktop.show();
    desktop.open(options.project);
    waitFor("the first solution", [&] {
        if (ui::SitDownDialog* dialog = desktop.seat().dialog()) { // who labels is asked in a new project
            QTest::keyClicks(dialog->field(), QStringLiteral("bench"));
            QTest::keyClick(dialog->field(), Qt::Key_Return);
        }
        return page->state() == ui::LabelPage::State::Labelling;
    });
    const int frames = application.frames();
    waitFor("its frame", [&] { return application.frames() > frames; });
    const double start_ms = application.lastFrame_ms() - options.started_ms;
    const double memory = residentMemory_mb();

    Typist typist(application, desktop);
    desktop.window().activateWindow();
    waitFor("the keyboard", [&] { return page->hasFocus() && page->hasNextTask(); });
    for (int i = 0; i < options.marks; ++i) {
        const double next_ms = monotonicNow_ms() + options.pace_ms;
        typist.mark();
        typist.restUntil(next_ms);
    }
    typist.settle();
    QJsonObject result = typist.figures();
    result[QStringLiteral("start_ms")] = start_ms;
    result[QStringLiteral("memory_mb")] = memory;
    result[QStringLiteral("memory_after_mb")] = residentMemory_mb();
    return result;
}

} // namespace stepmark::bench

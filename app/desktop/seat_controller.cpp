// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/seat_controller.h"

#include <algorithm>
#include <utility>

namespace stepmark::desktop {

SeatController::SeatController(StorageThread& storage, DesktopSettings& settings, QWidget& window, QObject* parent)
    : QObject(parent)
    , m_storage(storage)
    , m_settings(settings)
    , m_window(window) {}

void SeatController::begin() {
    end();
    m_open = true;
    ask(true);
}

void SeatController::end() {
    ++m_generation;
    m_open = m_seated = false;
    if (m_dialog)
        m_dialog->deleteLater(); // without an answer: the project is going anyway
    m_dialog.clear();
}

void SeatController::change() {
    if (m_open && !m_dialog)
        ask(false);
}

SeatController::People SeatController::peopleOf(Session& session) {
    People known;
    for (const Labeler& labeler : session.labelers.list())
        if (labeler.kind == "human")
            known.people.push_back({QString::fromStdString(labeler.name), session.labelers.state(labeler.id)});
    std::sort(known.people.begin(), known.people.end(),
              [](const ui::Person& a, const ui::Person& b) { return QString::localeAwareCompare(a.name, b.name) < 0; });
    const int wanted = storage::qualityRules(session.project).screening_items;
    if (wanted > 0 && session.gold.inService(Purpose::Screening) >= wanted)
        known.screening_items = wanted;
    return known;
}

void SeatController::ask(bool at_start) {
    const int generation = m_generation;
    m_storage.ask<People>(
        this, peopleOf,
        [this, generation, at_start](const People& known) {
            if (generation == m_generation)
                show(known, at_start);
        },
        [this, generation](const QString& message) {
            if (generation == m_generation)
                Q_EMIT failed(message);
        });
}

void SeatController::show(const People& known, bool at_start) {
    const QString last = m_settings.labeler();
    const bool others = std::any_of(known.people.begin(), known.people.end(),
                                    [&](const ui::Person& person) { return person.name != last; });
    if (at_start && (std::exchange(m_same, false) || !others)) {
        take(last);
        return;
    }
    m_dialog = new ui::SitDownDialog(known.people, last, known.screening_items, &m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &ui::SitDownDialog::chosen, this, &SeatController::take);
    if (at_start)
        connect(m_dialog, &QDialog::rejected, this, &SeatController::left);
    m_dialog->open();
}

void SeatController::take(const QString& name) {
    m_settings.setLabeler(name);
    m_seated = true;
    Q_EMIT seated(m_settings.labeler());
}

} // namespace stepmark::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/desktop_settings.h"
#include "app/desktop/storage_thread.h"
#include "ui/labelers/sit_down_dialog.h"

#include <QObject>
#include <QPointer>

#include <vector>

namespace stepmark::desktop {

/// Who sits at this window. Asks when a project is opened, unless nobody but the one who sat here last has ever
/// labelled in it; and whenever somebody wants to change. Main thread only.
class SeatController : public QObject {
    Q_OBJECT
public:
    /// `window`: over which the question is shown.
    SeatController(StorageThread& storage, DesktopSettings& settings, QWidget& window, QObject* parent = nullptr);

    /// Who sat here last goes on with the first project: nobody is asked.
    void expectSame() { m_same = true; }
    bool isSeated() const { return m_seated; }

    void begin(); ///< a project is open: ends with seated() or left()
    void end();   ///< it is closing
    void change();

    ui::SitDownDialog* dialog() const { return m_dialog; } ///< while it asks

Q_SIGNALS:
    void seated(const QString& name);
    void left(); ///< the question at the start was not answered
    void failed(const QString& message);

private:
    struct People {
        std::vector<ui::Person> people; ///< those who have sat here, by name
        int screening_items = 0;        ///< that a newcomer answers
    };
    static People peopleOf(Session& session);
    void ask(bool at_start);
    void show(const People& known, bool at_start);
    void take(const QString& name);

    StorageThread& m_storage;
    DesktopSettings& m_settings;
    QWidget& m_window;
    QPointer<ui::SitDownDialog> m_dialog;
    int m_generation = 0; ///< answers about another project are dropped
    bool m_open = false, m_seated = false, m_same = false;
};

} // namespace stepmark::desktop

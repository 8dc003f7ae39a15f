// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/storage_thread.h"
#include "ui/labelers/labelers_page.h"

#include <QObject>

#include <functional>

namespace stepmark::desktop {

/// Feeds the labelers page and does what the lead wants. The figures are worked out anew whenever the page comes up.
/// Main thread only.
class LabelersController : public QObject {
    Q_OBJECT
public:
    LabelersController(StorageThread& storage, ui::LabelersPage& page, QObject* parent = nullptr);

    void begin(); ///< a project is open
    void end();
    void setLabeler(const QString& name) { m_labeler = name; } ///< whose last solution can become gold
    void refresh();
    /// Makes the solution that this labeler finished last a gold item.
    void makeGold(bool screening);

Q_SIGNALS:
    void notice(const QString& text, bool is_error);
    void changed(); ///< what a labeler gets from the queue may be another thing now

private:
    /// Something on the storage thread, whose words are shown; then the figures anew.
    void act(std::function<QString(Session&)> work);

    StorageThread& m_storage;
    ui::LabelersPage& m_page;
    QString m_labeler;
    int m_generation = 0;
    bool m_active = false;
};

} // namespace stepmark::desktop

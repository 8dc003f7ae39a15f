// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plot.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <utility>

class QWidget;

namespace stepmark::ui {

/// Asks where a plot or a table shall go, writes it there, and says how it went; remembers the folder. Main thread only.
class SaveAs {
public:
    /// What the user is told afterwards; not called where they chose no file.
    using Tell = std::function<void(const QString& text, bool is_error)>;

    SaveAs(QWidget* parent, Tell tell)
        : m_parent(parent)
        , m_tell(std::move(tell)) {}

    /// `suffix`: "png", "svg" or "csv".
    void plot(const Plot& plot, const QString& suffix);
    /// `name`: proposed, without its suffix.
    void table(const QByteArray& csv, const QString& name);

private:
    QString askName(const QString& name, const QString& suffix);
    void tell(const QString& error, const QString& path) const;

    QWidget* m_parent = nullptr;
    Tell m_tell;
    QString m_folder;
};

} // namespace stepmark::ui

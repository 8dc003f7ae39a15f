// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plot.h"

#include <QByteArray>
#include <QString>

#include <optional>

class QWidget;

namespace stepmark::ui {

/// Asks where a plot or a table shall go, and writes it there; remembers the folder. Main thread only.
class SaveAs {
public:
    /// What the user is told afterwards.
    struct Outcome {
        QString text;
        bool is_error = false;
    };

    explicit SaveAs(QWidget* parent)
        : m_parent(parent) {}

    /// `suffix`: "png", "svg" or "csv". nullopt: the user chose no file.
    std::optional<Outcome> plot(const Plot& plot, const QString& suffix);
    /// `name`: proposed, without its suffix.
    std::optional<Outcome> table(const QByteArray& csv, const QString& name);

private:
    QString askName(const QString& name, const QString& suffix);

    QWidget* m_parent = nullptr;
    QString m_folder;
};

} // namespace stepmark::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/weakstrong/study_view.h"

#include <QFrame>

namespace stepmark::ui {

class PlainLabel;

/// What a study would take. Main thread only.
class CostPanel : public QFrame {
    Q_OBJECT
public:
    explicit CostPanel(QWidget* parent = nullptr);

    void showNothing(); ///< nobody has asked
    void showBusy();
    void showCost(const StudyCost& cost);
    void showError(const QString& message);
    QString text() const;

private:
    void show(const QString& summary, const QString& detail, bool is_error);

    PlainLabel* m_summary = nullptr;
    PlainLabel* m_detail = nullptr;
};

} // namespace stepmark::ui

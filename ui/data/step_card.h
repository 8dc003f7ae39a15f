// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/data/data_view.h"

#include <QWidget>

namespace stepmark::ui {

class PlainLabel;
class TextBlock;

/// A step with everybody's marks and the model's score, to be read. Main thread only.
class StepCard : public QWidget {
    Q_OBJECT
public:
    StepCard(int number, const StepDetail& step, QWidget* parent = nullptr);
    TextBlock* text() const { return m_text; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_number;
    std::optional<Rating> m_label;
    TextBlock* m_text = nullptr;
};

/// "+ ann   − bob", or that nobody has marked it.
QString marksText(const std::vector<MarkView>& marks);

} // namespace stepmark::ui

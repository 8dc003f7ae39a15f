// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run/study_spec.h"

#include <QWidget>

#include <utility>
#include <vector>

class QCheckBox;
class QGridLayout;

namespace stepmark::ui {

/// The methods of a study, each with a line of what it does. Main thread only.
class MethodBoxes : public QWidget {
    Q_OBJECT
public:
    explicit MethodBoxes(QWidget* parent = nullptr);

    std::vector<StudyMethod> methods() const; ///< in the order in which they are offered
    void setMethods(const std::vector<StudyMethod>& methods);
    QCheckBox* box(StudyMethod method) const; ///< null: it is not offered

Q_SIGNALS:
    void changed();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();

    struct Cell {
        StudyMethod method = StudyMethod::Naive;
        QCheckBox* box = nullptr;
        QWidget* whole = nullptr; ///< with its line
    };
    std::vector<Cell> m_cells;
    QGridLayout* m_grid = nullptr;
    int m_columns = 0;
};

} // namespace stepmark::ui

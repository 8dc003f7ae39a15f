// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run/grid_choice.h"
#include "ui/rounds/grid_view.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace stepmark::ui {

class GridForm;
class GridResults;
class PlainLabel;

/// Trainings beside each other: which ones, what they would take, and what those before were worth. Takes values, emits
/// intent. Main thread only.
class GridTab : public QWidget {
    Q_OBJECT
public:
    explicit GridTab(QWidget* parent = nullptr);

    GridForm* form() const { return m_form; }
    /// Null until there was a result to show.
    GridResults* results() const { return m_results; }
    QString estimateText() const;

    /// `running`: a job is under way, whose progress takes the form's place; `hint` says so. `why_not`: see
    /// GridForm::setBlocked().
    void setBlocked(bool running, const QString& hint, const QString& why_not);
    void setResults(const std::vector<GridResult>& results);
    void setEstimate(const GridEstimate& estimate);
    void setEstimateFailed(const QString& message);

Q_SIGNALS:
    void startGrid(const stepmark::GridChoice& choice);
    /// The form is seen and says something new; the answer is setEstimate() or setEstimateFailed().
    void estimateWanted(const stepmark::GridChoice& choice);
    void estimateUnwanted();
    void folderWanted(const QString& folder);
    void choicesWanted(const stepmark::TrainOptions& options);
    void notice(const QString& text, bool is_error);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* buildEstimate();
    void ask();

    GridForm* m_form = nullptr;
    QWidget* m_estimate = nullptr;
    PlainLabel* m_summary = nullptr;
    PlainLabel* m_notes = nullptr;
    PlainLabel* m_hint = nullptr;
    GridResults* m_results = nullptr;
    bool m_blocked = true;
    std::optional<GridChoice> m_asked; ///< what the estimate was last asked for
};

} // namespace stepmark::ui

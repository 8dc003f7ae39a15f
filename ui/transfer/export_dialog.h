// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/jobs/job_view.h"
#include "ui/transfer/transfer_view.h"

#include <QDialog>

class QComboBox;
class QGridLayout;
class QHBoxLayout;
class QLineEdit;
class QPushButton;

namespace stepmark::ui {

class PlainLabel;
class ThinBar;

/// What to write where: format, what a neutral mark becomes where the format knows none, how much it will be; then how
/// far the export is. Main thread only.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    /// Asking: whether the file that stands there may be replaced.
    enum class State { Choosing, Asking, Exporting, Failed, Done };

    ExportDialog(const QString& format, const std::vector<FormatItem>& formats, QWidget* parent = nullptr);

    State state() const { return m_state; }
    ExportChoice choice() const;
    void setFile(const QString& file);
    /// Makes it ask for the first counts.
    void begin() { changed(); }
    QPushButton* exportButton() const { return m_export; }
    QComboBox* formatField() const { return m_format; }
    QComboBox* neutralField() const { return m_neutral; }
    QString meaning() const;
    QString text() const;

public Q_SLOTS:
    void setCounts(const stepmark::ui::ExportCounts& counts);
    void setProgress(const stepmark::ui::JobView& job);
    void setFailed(const QString& message);
    void setCancelled();
    void setDone(const QString& summary);

Q_SIGNALS:
    void countsWanted(const stepmark::ui::ExportChoice& choice);
    void exportWanted(const stepmark::ui::ExportChoice& choice);
    void cancelWanted();

protected:
    void reject() override;

private:
    void buildFields(const QString& format);
    QGridLayout* buildGrid();
    QHBoxLayout* buildFoot();
    QString suffix() const;
    QString usualName() const;
    void followFormat();
    void chooseFile();
    void changed();
    void exportPressed();
    void showCounts();
    void setState(State state);

    State m_state = State::Choosing;
    std::vector<FormatItem> m_formats;
    QString m_usual_name; ///< of a file of the chosen format
    QString m_replaced;   ///< the file that the user has said may be replaced
    std::optional<ExportCounts> m_counts;
    QComboBox* m_format = nullptr;
    QComboBox* m_neutral = nullptr;
    QComboBox* m_split = nullptr;
    QLineEdit* m_file = nullptr;
    PlainLabel* m_meaning = nullptr;
    PlainLabel* m_text = nullptr;
    ThinBar* m_bar = nullptr;
    QPushButton* m_export = nullptr;
    QPushButton* m_cancel = nullptr;
};

} // namespace stepmark::ui

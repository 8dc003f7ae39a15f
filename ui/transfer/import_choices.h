// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfer/transfer_view.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace stepmark::ui {

/// How files are to be read. What only some files leave open is asked only where one of them does; what is seldom
/// needed waits behind a button. Main thread only.
class ImportChoices : public QWidget {
    Q_OBJECT
public:
    explicit ImportChoices(const std::vector<FormatItem>& formats, QWidget* parent = nullptr);

    /// Without the files.
    ImportChoice choice() const;
    /// Shows the fields that these files leave open, and those that are filled in.
    void follow(const std::vector<FilePreview>& previews);
    /// Opens what is behind the button.
    void showMore();
    void setLabels(const QString& meaning);

    QComboBox* formatField() const { return m_format; }
    QComboBox* labelsField() const { return m_labels; }
    QComboBox* labelsOfField() const { return m_labels_of; }
    QSpinBox* thresholdField() const { return m_threshold; }
    QLineEdit* ignoreField() const { return m_ignore; }
    QPushButton* moreButton() const { return m_more; }

Q_SIGNALS:
    void changed();

private:
    void buildFields();
    void buildRows();
    QWidget* makeCell(const QString& name, QWidget* field);
    QGridLayout* makeRow(const std::vector<std::pair<QString, QWidget*>>& fields);
    void showLabelFields(const std::vector<std::pair<QWidget*, bool>>& fields);
    QComboBox* makeChoice(const std::vector<std::pair<QString, QString>>& choices);
    QLineEdit* makeText(const QString& placeholder);

    const std::vector<FormatItem>& m_formats;
    QComboBox* m_format = nullptr;
    QComboBox* m_split = nullptr;
    QLineEdit* m_source = nullptr;
    QComboBox* m_labels = nullptr;
    QComboBox* m_labels_of = nullptr;
    QSpinBox* m_threshold = nullptr;
    QLineEdit* m_labeler = nullptr;
    QComboBox* m_steps = nullptr;
    QLineEdit* m_ignore = nullptr;
    QGridLayout* m_label_row = nullptr;
    QPushButton* m_more = nullptr;
    QWidget* m_more_row = nullptr;
};

} // namespace stepmark::ui

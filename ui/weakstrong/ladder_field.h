// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run/study_spec.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace stepmark::ui {

/// A ladder of models, the weakest first: one folder cut at several depths, or several folders. Main thread only.
class LadderField : public QWidget {
    Q_OBJECT
public:
    enum class Form { Depths, Folders };

    explicit LadderField(QWidget* parent = nullptr);

    /// Empty where problem() is not.
    std::vector<LadderModel> ladder() const;
    void setLadder(const std::vector<LadderModel>& ladder);
    /// What is wrong with it, in the user's words; empty where it is sound.
    QString problem() const;
    QComboBox* formField() const { return m_form; }
    QLineEdit* folderField() const { return m_folder; }
    QLineEdit* depthsField() const { return m_depths; }
    QPlainTextEdit* foldersField() const { return m_folders; }

Q_SIGNALS:
    void changed();

private:
    QWidget* buildDepths();
    QWidget* buildFolders();
    Form form() const;

    QComboBox* m_form = nullptr;
    QWidget* m_by_depths = nullptr;
    QWidget* m_by_folders = nullptr;
    QLineEdit* m_folder = nullptr;
    QLineEdit* m_depths = nullptr;
    QPlainTextEdit* m_folders = nullptr;
};

} // namespace stepmark::ui

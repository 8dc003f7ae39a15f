// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/labelers/labeler_view.h"

#include <QDialog>

#include <vector>

class QLineEdit;
class QListWidget;
class QPushButton;

namespace stepmark::ui {

class PlainLabel;

/// Who labels? The people of the project to choose from, and a field for a new name. Enter takes who sat here last.
/// Main thread only.
class SitDownDialog : public QDialog {
    Q_OBJECT
public:
    /// `screening_items`: what a newcomer answers first, 0 for nothing.
    SitDownDialog(const std::vector<Person>& people, const QString& last, int screening_items,
                  QWidget* parent = nullptr);

    QString name() const; ///< chosen or typed, without blanks around it
    QListWidget* list() const { return m_list; }
    QLineEdit* field() const { return m_field; }

Q_SIGNALS:
    void chosen(const QString& name);

protected:
    void accept() override;

private:
    void buildList(const std::vector<Person>& people, const QString& last);
    void refresh();

    QListWidget* m_list = nullptr;
    QLineEdit* m_field = nullptr;
    PlainLabel* m_hint = nullptr;
    QPushButton* m_go = nullptr;
    int m_screening_items = 0;
};

} // namespace stepmark::ui

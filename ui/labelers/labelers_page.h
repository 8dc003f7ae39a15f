// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/save_as.h"
#include "ui/labelers/labeler_view.h"

#include <QByteArray>
#include <QWidget>

#include <functional>

class QBoxLayout;
class QPushButton;
class QStackedWidget;
class QTableView;
class QVBoxLayout;

namespace stepmark::ui {

class GoldTable;
class LabelerTable;
class MessagePanel;
class PlainLabel;

/// The lead's view: who labels, how they do on gold, who slips; the gold items themselves. Takes values, emits intent.
/// Main thread only.
class LabelersPage : public QWidget {
    Q_OBJECT
public:
    explicit LabelersPage(QWidget* parent = nullptr);

    QTableView* labelerView() const { return m_labelers; }
    QTableView* goldView() const { return m_gold; }
    const LabelerTable* table() const { return m_labeler_model; }
    QPushButton* admitButton() const { return m_admit; }
    QPushButton* pauseButton() const { return m_pause; }
    QPushButton* retireButton() const { return m_retire; }
    QString summary() const;
    QString message() const; ///< shown in the tables' stead; empty: the tables are shown

public Q_SLOTS:
    void setView(const stepmark::ui::LabelersView& view);
    void showNoProject();
    void showBusy();
    void showError(const QString& message);

Q_SIGNALS:
    void stateWanted(stepmark::LabelerId labeler, stepmark::LabelerState state);
    void goldRetired(std::int64_t item);
    void goldWanted(bool screening); ///< what this labeler finished last
    void refreshWanted();
    void notice(const QString& text, bool is_error);
    void projectWanted();

private:
    QWidget* buildPage();
    QTableView* makeTable(const QString& name);
    void followChoice(QTableView* table);
    QPushButton* addSave(QBoxLayout* row, const QString& name, const std::function<QByteArray()>& csv);
    void buildLabelers(QVBoxLayout* layout);
    void buildGold(QVBoxLayout* layout);
    void refreshButtons();
    void fitLabelers();
    void fitGold();
    void tellHidden();
    void showMessage(const QString& title, const QString& text, const QString& button);
    LabelerId selectedLabeler() const;
    std::int64_t selectedGold() const;

    LabelersView m_view;
    QStackedWidget* m_stack = nullptr;
    MessagePanel* m_message = nullptr;
    PlainLabel* m_summary = nullptr;
    PlainLabel* m_hidden = nullptr; ///< what hidden columns say of the chosen labeler
    PlainLabel* m_gold_none = nullptr;
    QTableView* m_labelers = nullptr;
    QTableView* m_gold = nullptr;
    LabelerTable* m_labeler_model = nullptr;
    GoldTable* m_gold_model = nullptr;
    QPushButton* m_admit = nullptr;
    QPushButton* m_pause = nullptr;
    QPushButton* m_retire = nullptr;
    QPushButton* m_save_gold = nullptr;
    SaveAs m_save_as{this, [this](const QString& text, bool is_error) { Q_EMIT notice(text, is_error); }};
    bool m_has_project = false;
};

} // namespace stepmark::ui

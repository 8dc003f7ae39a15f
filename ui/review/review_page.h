// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/review/review_view.h"

#include <QWidget>

#include <map>
#include <vector>

class QLineEdit;
class QListView;
class QPushButton;
class QStackedWidget;

namespace stepmark::ui {

class AgreementView;
class MessagePanel;
class PlainLabel;
class ReviewContextView;
class ReviewFilterBar;
class ReviewList;

/// Everything that a reviewer should look at, one item after the other, settled with a key; and how far labelers agree.
/// Takes values, emits intent: a key changes the screen at once, decided() tells what to store. Main thread only.
class ReviewPage : public QWidget {
    Q_OBJECT
public:
    enum class State { NoProject, Busy, Error, Nothing, NothingOpen, Reviewing };

    explicit ReviewPage(QWidget* parent = nullptr);

    State state() const { return m_state; }
    ReviewList* list() const { return m_list; }
    ReviewFilterBar* filterBar() const { return m_filter; }
    ReviewContextView* contextView() const { return m_view; }
    AgreementView* agreement() const { return m_agreement; }
    QLineEdit* reasonField() const { return m_reason; }
    int current() const { return m_current; } ///< index of the item on screen, -1 for none
    bool agreementShown() const;

public Q_SLOTS:
    void showNoProject();
    void showBusy(double share); ///< looking for items, so much of it done
    void showError(const QString& message);
    /// All there is; the item on screen stays there if it still exists.
    void setBatch(const stepmark::ui::ReviewBatch& batch);
    void setTexts(const std::map<int, QString>& texts);
    void setContext(const stepmark::ui::ReviewContext& context);
    void setAgreement(const stepmark::AgreementReport& steps, const stepmark::AgreementReport& first_errors);
    void showAgreement(bool shown);

Q_SIGNALS:
    void textsWanted(const std::vector<int>& indexes);
    /// The item is on screen, or will be soon.
    void contextWanted(int index);
    void decided(const stepmark::ui::DecideIntent& intent);
    void retryRequested();
    void projectWanted();
    void notice(const QString& text, bool is_error);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Done {
        int index = -1;
        StepId step = 0;
        AnnotationId annotation = 0;
    };

    QWidget* makeHead();
    QWidget* makeItems();
    QWidget* makeFoot();
    bool handleKey(int key);
    void decide(Decision::Verdict verdict, std::optional<Rating> rating);
    void undo();
    void move(int by);
    void open(int index);
    void openRow(int row);
    void applyFilter(const ReviewFilter& filter);
    void showCurrent();
    void refreshCounts();
    void showMessage(State state, const QString& title, const QString& text, const QString& button = {});
    bool copySelection();
    void forgetContextsOf(StepId step);

    State m_state = State::NoProject;
    ReviewList* m_list = nullptr;
    ReviewFilterBar* m_filter = nullptr;
    QListView* m_rows = nullptr;
    QWidget* m_left = nullptr;
    ReviewContextView* m_view = nullptr;
    AgreementView* m_agreement = nullptr;
    QLineEdit* m_reason = nullptr;
    PlainLabel* m_count = nullptr;
    PlainLabel* m_hint = nullptr;
    MessagePanel* m_message = nullptr;
    QPushButton* m_items_tab = nullptr;
    QPushButton* m_agreement_tab = nullptr;
    QStackedWidget* m_stack = nullptr; ///< message, items, agreement
    QStackedWidget* m_context_stack = nullptr;
    PlainLabel* m_fetching = nullptr;
    int m_current = -1;
    int m_row = 0; ///< where it stands, or stood
    bool m_reference = false;
    std::map<int, ReviewContext> m_contexts; ///< of the items around the current one
    std::vector<Done> m_done;                ///< of this sitting, for undo
};

} // namespace stepmark::ui

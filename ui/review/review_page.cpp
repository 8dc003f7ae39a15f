// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/review_page.h"

#include "ui/review/agreement_view.h"
#include "ui/review/review_context_view.h"
#include "ui/review/review_delegate.h"
#include "ui/review/review_filter_bar.h"
#include "ui/review/review_list.h"
#include "ui/review/review_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/key_hint.h"
#include "ui/widgets/message_panel.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/tab_button.h"

#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace stepmark::ui {

namespace {

constexpr int kAhead = 2; ///< contexts asked for beyond the current one
constexpr std::size_t kContextsKept = 16;
constexpr int kLongestReason = 2000;

struct Key {
    int key;
    const char* cap;
    const char* text;
};

constexpr Key kKeys[] = {
    {Qt::Key_1, "1", QT_TRANSLATE_NOOP("stepmark::ui::ReviewPage", "wrong")},
    {Qt::Key_2, "2", QT_TRANSLATE_NOOP("stepmark::ui::ReviewPage", "neutral")},
    {Qt::Key_3, "3", QT_TRANSLATE_NOOP("stepmark::ui::ReviewPage", "right")},
    {Qt::Key_Return, "Enter", QT_TRANSLATE_NOOP("stepmark::ui::ReviewPage", "keep as is")},
    {Qt::Key_S, "S", QT_TRANSLATE_NOOP("stepmark::ui::ReviewPage", "skip")},
    {Qt::Key_U, "U", QT_TRANSLATE_NOOP("stepmark::ui::ReviewPage", "undo")},
    {Qt::Key_N, "N", QT_TRANSLATE_NOOP("stepmark::ui::ReviewPage", "reason")},
    {Qt::Key_R, "R", QT_TRANSLATE_NOOP("stepmark::ui::ReviewPage", "reference answer")},
    {Qt::Key_Left, "←", QT_TRANSLATE_NOOP("stepmark::ui::ReviewPage", "previous")},
    {Qt::Key_Right, "→", QT_TRANSLATE_NOOP("stepmark::ui::ReviewPage", "next")},
    {Qt::Key_A, "A", QT_TRANSLATE_NOOP("stepmark::ui::ReviewPage", "agreement")},
};

} // namespace

ReviewPage::ReviewPage(QWidget* parent)
    : QWidget(parent)
    , m_list(new ReviewList(this))
    , m_filter(new ReviewFilterBar)
    , m_agreement(new AgreementView)
    , m_message(new MessagePanel)
    , m_stack(new QStackedWidget) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Review"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space(8), Theme::space(5), Theme::space(8), Theme::space(4));
    layout->setSpacing(Theme::space(3));
    layout->addWidget(makeHead());
    m_stack->addWidget(m_message);
    m_stack->addWidget(makeItems());
    m_stack->addWidget(m_agreement);
    layout->addWidget(m_stack, 1);
    connect(m_filter, &ReviewFilterBar::changed, this, &ReviewPage::applyFilter);
    connect(m_filter, &ReviewFilterBar::left, this, [this] { setFocus(Qt::OtherFocusReason); });
    connect(m_agreement, &AgreementView::notice, this, &ReviewPage::notice);
    connect(m_list, &ReviewList::textsWanted, this, &ReviewPage::textsWanted);
    connect(m_message, &MessagePanel::activated, this, [this] {
        if (m_state == State::NoProject)
            Q_EMIT projectWanted();
        else if (m_state == State::Error)
            Q_EMIT retryRequested();
    });
    showNoProject();
}

QWidget* ReviewPage::makeHead() {
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::space(2));
    m_items_tab = new TabButton(tr("To review"));
    m_agreement_tab = new TabButton(tr("Agreement"));
    m_count = new PlainLabel({}, Type::Body, Tone::Dim);
    row->addWidget(makeHeading(tr("Review")));
    row->addSpacing(Theme::space(3));
    row->addWidget(m_items_tab);
    row->addWidget(m_agreement_tab);
    row->addStretch(1);
    row->addWidget(m_count);
    connect(m_items_tab, &QPushButton::clicked, this, [this] { showAgreement(false); });
    connect(m_agreement_tab, &QPushButton::clicked, this, [this] { showAgreement(true); });
    return head;
}

QWidget* ReviewPage::makeItems() {
    m_rows = new QListView;
    m_rows->setModel(m_list);
    m_rows->setItemDelegate(new ReviewDelegate(m_rows));
    m_rows->setUniformItemSizes(true);
    m_rows->setMouseTracking(true);
    m_rows->setFocusPolicy(Qt::NoFocus); // the page has the keyboard
    m_rows->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_rows->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_rows->setObjectName(QStringLiteral("reviewItems")); // the fields above have lists of their own
    m_rows->setAccessibleName(tr("Items to review"));
    connect(m_rows, &QListView::clicked, this, [this](const QModelIndex& index) {
        setFocus(Qt::MouseFocusReason);
        openRow(index.row());
    });
    m_left = m_rows;

    m_view = new ReviewContextView;
    connect(m_view, &ReviewContextView::pointedAt, this, [this](int step) {
        setFocus(Qt::MouseFocusReason);
        m_view->setCurrent(step);
    });
    connect(m_view, &ReviewContextView::chosen, this, [this](int step, Rating rating) {
        m_view->setCurrent(step);
        decide(Decision::Verdict::Rate, rating);
    });
    m_fetching = new PlainLabel({}, Type::Body, Tone::Dim);
    m_fetching->setAlignment(Qt::AlignCenter);
    m_fetching->setWordWrap(true);
    m_context_stack = new QStackedWidget;
    m_context_stack->addWidget(m_fetching);
    m_context_stack->addWidget(m_view);

    auto* right = new QVBoxLayout;
    right->setSpacing(Theme::space(2));
    right->addWidget(m_context_stack, 1);
    right->addWidget(makeFoot());
    auto* middle = new QHBoxLayout;
    middle->setSpacing(Theme::space(4));
    middle->addWidget(m_left);
    middle->addLayout(right, 1);
    auto* items = new QWidget;
    auto* layout = new QVBoxLayout(items);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::space(3));
    layout->addWidget(m_filter);
    layout->addLayout(middle, 1);
    return items;
}

QWidget* ReviewPage::makeFoot() {
    auto* foot = new QWidget;
    auto* layout = new QVBoxLayout(foot);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::space(2));
    m_hint = new PlainLabel({}, Type::Small, Tone::Accent);
    m_reason = new QLineEdit;
    m_reason->setMaxLength(kLongestReason);
    m_reason->setPlaceholderText(tr("Reason, stored with the next decision. Enter goes back to the steps."));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->installEventFilter(this);
    auto* keys = new QWidget;
    auto* flow = new FlowLayout(Theme::space(4), Theme::space(1), keys);
    for (const Key& key : kKeys) {
        auto* hint = new KeyHint(QString::fromUtf8(key.cap), tr(key.text), keys);
        connect(hint, &KeyHint::clicked, this, [this, code = key.key] {
            setFocus(Qt::OtherFocusReason);
            handleKey(code);
        });
        flow->addWidget(hint);
    }
    layout->addWidget(m_hint);
    layout->addWidget(m_reason);
    layout->addWidget(keys);
    m_hint->hide();
    return foot;
}

// ---- values in

void ReviewPage::showNoProject() {
    m_list->setBatch({});
    m_contexts.clear();
    m_done.clear();
    m_current = -1;
    m_row = 0;
    m_reason->clear();
    m_agreement->setBusy();
    refreshCounts();
    showMessage(State::NoProject, tr("No project is open"),
                tr("Flags, disagreements and likely errors of its marks will be here."), tr("Open a project"));
}

void ReviewPage::showBusy(double share) {
    showMessage(State::Busy, tr("Looking through the marks, %1 %").arg(std::lround(share * 100)), {});
    m_agreement->setBusy();
}

void ReviewPage::showError(const QString& message) {
    showMessage(State::Error, tr("That did not work"), message, tr("Try again"));
}

void ReviewPage::showMessage(State state, const QString& title, const QString& text, const QString& button) {
    m_state = state;
    m_message->setMessage(title, text, button);
    showAgreement(agreementShown());
}

void ReviewPage::setBatch(const ReviewBatch& batch) {
    const std::optional<ReviewItem> before = m_current >= 0 ? std::optional(m_list->item(m_current)) : std::nullopt;
    m_contexts.clear();
    m_done.clear(); // indexes of the batch before; what is settled can still be opened and taken back
    m_current = -1;
    m_list->setBatch(batch);
    m_filter->fill(*m_list);
    m_state = State::Reviewing;
    int row = m_row;
    if (before)
        for (int i = 0; i < static_cast<int>(m_list->batch().items.size()); ++i) {
            const ReviewItem& one = m_list->item(i);
            if (one.kind == before->kind && one.step == before->step && one.annotation == before->annotation &&
                m_list->rowOf(i) >= 0)
                row = m_list->rowOf(i);
        }
    openRow(row);
}

void ReviewPage::setTexts(const std::map<int, QString>& texts) { m_list->setTexts(texts); }

void ReviewPage::setContext(const ReviewContext& context) {
    if (context.index < 0 || context.index >= static_cast<int>(m_list->batch().items.size()))
        return;
    if (m_contexts.size() >= kContextsKept)
        m_contexts.clear();
    m_contexts[context.index] = context;
    if (context.index == m_current)
        showCurrent();
}

void ReviewPage::setAgreement(const AgreementReport& steps, const AgreementReport& first_errors) {
    m_agreement->setReports(steps, first_errors, m_list->batch().names);
}

bool ReviewPage::agreementShown() const { return m_agreement_tab->isChecked(); }

void ReviewPage::showAgreement(bool shown) {
    m_items_tab->setChecked(!shown);
    m_agreement_tab->setChecked(shown);
    const bool has_items = m_state == State::Reviewing || m_state == State::NothingOpen;
    const bool can_show = has_items || m_state == State::Nothing;
    m_stack->setCurrentIndex(shown && can_show ? 2 : has_items ? 1 : 0);
}

// ---- which item

void ReviewPage::applyFilter(const ReviewFilter& filter) {
    m_list->setFilter(filter);
    openRow(0);
}

void ReviewPage::openRow(int row) {
    if (m_list->rowCount() == 0) {
        open(-1);
        return;
    }
    m_row = std::clamp(row, 0, m_list->rowCount() - 1);
    open(m_list->indexAt(m_row));
}

void ReviewPage::open(int index) {
    m_current = index;
    m_hint->hide();
    if (index < 0) {
        const bool any = !m_list->batch().items.empty();
        if (!any) {
            showMessage(State::Nothing, tr("Nothing to review"),
                        tr("Flags and notes of labelers, steps on which they differ, and marks that a model is "
                           "confidently against come up here."));
        } else {
            m_state = State::NothingOpen;
            m_fetching->setText(m_list->openCount() == 0 ? tr("Everything is settled.")
                                                         : tr("Nothing of that kind is open."));
            m_context_stack->setCurrentIndex(0);
            showAgreement(agreementShown());
        }
        refreshCounts();
        return;
    }
    m_state = State::Reviewing;
    showAgreement(agreementShown());
    const QModelIndex place = m_list->index(m_row, 0);
    m_rows->setCurrentIndex(place);
    m_rows->scrollTo(place);
    for (int ahead = 0; ahead <= kAhead; ++ahead) {
        const int other = m_list->indexAt(m_row + ahead);
        if (other >= 0 && !m_contexts.contains(other))
            Q_EMIT contextWanted(other);
    }
    showCurrent();
    refreshCounts();
}

void ReviewPage::showCurrent() {
    const auto context = m_contexts.find(m_current);
    if (context == m_contexts.end()) {
        m_fetching->setText(tr("Fetching the solution…"));
        m_context_stack->setCurrentIndex(0);
        return;
    }
    const ReviewItem& item = m_list->item(m_current);
    for (ReviewStep& step : context->second.steps)
        step.settled = m_list->settledRating(step.id); // decided meanwhile
    m_view->setReferenceShown(m_reference);
    m_view->setContext(context->second, item, reasonText(item, m_list->batch().names));
    m_context_stack->setCurrentIndex(1);
}

void ReviewPage::move(int by) {
    const int rows = m_list->rowCount();
    if (rows == 0)
        return;
    // What was settled meanwhile leaves an "open only" list when the reviewer moves on.
    openRow(std::clamp(m_row + by, 0, rows - 1));
}

void ReviewPage::refreshCounts() {
    m_filter->recount(*m_list);
    const QLocale locale;
    const int all = m_list->count();
    m_count->setText(
        all == 0 ? QString()
                 : tr("%1 of %2 settled").arg(locale.toString(all - m_list->openCount()), locale.toString(all)));
}

} // namespace stepmark::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/review_context_view.h"

#include "ui/data/data_text.h"
#include "ui/label/rating_bar.h"
#include "ui/review/review_step_row.h"
#include "ui/review/review_text.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/sentences.h"
#include "ui/widgets/text_block.h"

#include <QEvent>
#include <QFrame>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace stepmark::ui {

namespace {
constexpr int kGap = Theme::space(1);
constexpr int kSide = Theme::space(2);
} // namespace

ReviewContextView::ReviewContextView(QWidget* parent)
    : QWidget(parent) {
    auto* banner = new QFrame;
    banner->setObjectName(QStringLiteral("banner"));
    auto* inner = new QHBoxLayout(banner);
    inner->setContentsMargins(Theme::space(3), Theme::space(2), Theme::space(3), Theme::space(2));
    m_reason = new PlainLabel({}, Type::Body);
    m_reason->setWordWrap(true);
    inner->addWidget(m_reason);

    m_column = new QWidget;
    m_column->setObjectName(QStringLiteral("page"));
    m_problem_caption = makeCaption({}, m_column);
    m_problem = new TextBlock(Type::Reading, m_column);
    m_answers = new TextBlock(Type::Small, m_column);
    m_answers->setTone(Tone::Dim);
    m_steps_caption = makeCaption({}, m_column);
    m_words = new TextBlock(Type::Body, m_column);
    for (TextBlock* block : {m_problem, m_answers, m_words})
        connect(block, &TextBlock::expanded, this, &ReviewContextView::layOut);
    m_area = new QScrollArea;
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus); // the page has the keyboard
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setWidget(m_column);
    m_area->viewport()->installEventFilter(this);

    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(Theme::space(2));
    outer->addWidget(banner);
    outer->addWidget(m_area, 1);
    connect(&Theme::instance(), &Theme::changed, this, &ReviewContextView::layOut);
}

void ReviewContextView::setContext(const ReviewContext& context, const ReviewItem& item, const QString& reason) {
    const bool same = m_context.index == context.index;
    m_context = context;
    m_question = item.step != 0 ? context.focus : -1;
    m_reason->setText(context.opinion_of.isEmpty() || item.kind == ReviewKind::Model
                          ? reason
                          : sentences(reason, tr("Opinion shown: %1.").arg(context.opinion_of)));
    QString caption = tr("Problem");
    if (!context.subject.isEmpty())
        caption += QStringLiteral(" · ") + context.subject.left(60).simplified();
    m_problem_caption->setText(caption.toUpper());
    m_problem->setText(context.problem);
    m_answers->setText(answersText());
    m_steps_caption->setText(tr("Solution").toUpper());
    m_words->setText(wordsText());
    while (m_rows.size() < context.steps.size()) {
        auto* row = new ReviewStepRow(m_column);
        connect(row, &ReviewStepRow::chosen, this, &ReviewContextView::chosen);
        connect(row, &ReviewStepRow::pointedAt, this, &ReviewContextView::pointedAt);
        connect(row->textBlock(), &TextBlock::expanded, this, &ReviewContextView::layOut);
        m_rows.push_back(row);
    }
    for (int step = 0; step < rowCount(); ++step)
        row(step)->setStep(step, context.steps[static_cast<std::size_t>(step)], context.labelers);
    paintHeads();
    layOut();
    setCurrent(same ? m_current : context.focus);
}

/// The labelers' names above their columns.
void ReviewContextView::paintHeads() {
    const int columns = std::min<int>(ReviewStepRow::kMostColumns, static_cast<int>(m_context.labelers.size()));
    while (static_cast<int>(m_heads.size()) <= columns) {
        auto* head = new ElidedLabel({}, Type::Caption, Tone::Dim, m_column);
        head->setAlignment(Qt::AlignHCenter | Qt::AlignBottom);
        m_heads.push_back(head);
    }
    for (int i = 0; i < static_cast<int>(m_heads.size()); ++i) {
        m_heads[static_cast<std::size_t>(i)]->setVisible(i <= columns);
        const QString name = i < columns ? m_context.labelers[i].left(80).simplified() : tr("settled");
        m_heads[static_cast<std::size_t>(i)]->setText(name);
        m_heads[static_cast<std::size_t>(i)]->setToolTip(i < columns ? plainToolTip(name) : QString());
    }
}

QString ReviewContextView::answersText() const {
    const QString text = m_context.final_answer.isEmpty() ? tr("No final answer was found in this solution.")
                                                          : tr("Its answer: %1").arg(m_context.final_answer);
    if (!m_reference)
        return text;
    QString reference = m_context.reference_answer.isEmpty()
                            ? tr("The problem has no reference answer.")
                            : tr("Reference answer: %1").arg(m_context.reference_answer);
    if (m_context.correct)
        reference =
            tr("%1 (%2)").arg(reference, *m_context.correct ? tr("the answer is right") : tr("the answer is wrong"));
    if (!m_context.reference_solution.isEmpty())
        reference += QLatin1Char('\n') + tr("Reference solution:") + QLatin1Char('\n') + m_context.reference_solution;
    return text + QLatin1Char('\n') + reference;
}

QString ReviewContextView::wordsText() const {
    QStringList lines;
    for (const ReviewNote& note : m_context.notes) {
        const QString who = note.labeler.left(80).simplified();
        lines += note.text.isEmpty() ? tr("%1 flagged the solution.").arg(who)
                 : note.flagged      ? tr("%1, flagged: %2").arg(who, note.text)
                                     : tr("%1: %2").arg(who, note.text);
    }
    for (const ReviewEvent& event : m_context.history)
        lines += eventText(event);
    return lines.join(QLatin1Char('\n'));
}

QString ReviewContextView::reason() const { return m_reason->text(); }

void ReviewContextView::setReferenceShown(bool shown) {
    m_reference = shown;
    m_answers->setText(answersText());
    layOut();
}

void ReviewContextView::setCurrent(int step) {
    m_current = std::clamp(step, 0, std::max(0, rowCount() - 1));
    for (int i = 0; i < rowCount(); ++i)
        row(i)->setCurrent(i == m_current, i == m_question);
    scrollToCurrent();
}

void ReviewContextView::scrollToCurrent() {
    if (m_current >= rowCount())
        return;
    QScrollBar* bar = m_area->verticalScrollBar();
    const QRect place = row(m_current)->geometry();
    const int view = m_area->viewport()->height();
    int value = std::max(bar->value(), place.bottom() + 1 + kGap - view);
    value = std::min(value, std::max(0, place.top() - kGap));
    bar->setValue(m_current == 0 && place.bottom() < view ? 0 : value);
}

void ReviewContextView::scrollPages(int pages) {
    QScrollBar* bar = m_area->verticalScrollBar();
    bar->setValue(bar->value() + pages * bar->pageStep() * 9 / 10);
}

QString ReviewContextView::selectedText() const {
    for (const TextBlock* block : {m_problem, m_answers, m_words})
        if (const QString text = block->selectedText(); !text.isEmpty())
            return text;
    for (int step = 0; step < rowCount(); ++step)
        if (const QString text = row(step)->textBlock()->selectedText(); !text.isEmpty())
            return text;
    return {};
}

void ReviewContextView::layOut() {
    const int width = m_area->viewport()->width();
    int y = 0;
    const auto place = [&](QWidget* widget, int height, int gap) {
        widget->setGeometry(kSide, y, std::max(80, width - 2 * kSide), height);
        y += height + gap;
    };
    const int inner = std::max(80, width - 2 * kSide);
    place(m_problem_caption, m_problem_caption->sizeHint().height(), kGap);
    place(m_problem, m_problem->heightForWidth(inner), kGap);
    place(m_answers, m_answers->heightForWidth(inner), Theme::space(4));
    const int head = m_steps_caption->sizeHint().height();
    m_steps_caption->setGeometry(kSide, y, inner, head);
    const int columns = std::min<int>(ReviewStepRow::kMostColumns, static_cast<int>(m_context.labelers.size()));
    for (int i = 0; i <= columns && i < static_cast<int>(m_heads.size()); ++i) {
        const int left = ReviewStepRow::columnLeft(i, columns, width);
        const int room =
            i < columns ? ReviewStepRow::columnWidth() : RatingBar::fixedSize(false).width() + Theme::space(6);
        m_heads[static_cast<std::size_t>(i)]->setGeometry(left + 2, y, room - 4, head);
        m_heads[static_cast<std::size_t>(i)]->raise();
    }
    y += head + kGap;
    for (std::size_t step = 0; step < m_rows.size(); ++step) {
        ReviewStepRow* widget = m_rows[step];
        widget->setVisible(step < m_context.steps.size());
        if (step >= m_context.steps.size())
            continue;
        const int height = widget->heightFor(width);
        widget->setGeometry(0, y, width, height);
        widget->layOut(); // its text may be new where its size is not
        y += height + kGap;
    }
    y += Theme::space(2);
    m_words->setVisible(!m_words->text().isEmpty());
    if (!m_words->text().isEmpty())
        place(m_words, m_words->heightForWidth(inner), Theme::space(2));
    m_column->resize(width, std::max(1, y));
}

bool ReviewContextView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && watched == m_area->viewport()) {
        layOut();
        // Once the scroll bar knows of the new size.
        QMetaObject::invokeMethod(this, &ReviewContextView::scrollToCurrent, Qt::QueuedConnection);
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace stepmark::ui

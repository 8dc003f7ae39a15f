// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/review_filter_bar.h"

#include "ui/review/review_list.h"
#include "ui/review/review_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/flow_layout.h"

#include <QAbstractItemView>
#include <QKeyEvent>
#include <QLocale>

#include <algorithm>

namespace stepmark::ui {

namespace {

constexpr int kAll = -1;
constexpr ReviewKind kKinds[] = {ReviewKind::Model, ReviewKind::Disagreement, ReviewKind::Flag,
                                 ReviewKind::QualityControl};

/// Chooses the entry with that data again; the first one where it is gone.
void choose(ChoiceField* field, const QVariant& data) { field->setCurrentIndex(std::max(0, field->findData(data))); }

} // namespace

ReviewFilterBar::ReviewFilterBar(QWidget* parent)
    : QWidget(parent) {
    auto* flow = new FlowLayout(Theme::space(2), Theme::space(2), this);
    m_kind = add(tr("Kind of item"));
    m_state = add(tr("Open or settled"));
    m_labeler = add(tr("Labeler"));
    m_round = add(tr("Round"));
    m_order = add(tr("Order"));
    for (ChoiceField* field : {m_kind, m_state, m_labeler, m_round, m_order})
        flow->addWidget(field);
    m_state->addItem(tr("Open"), true);
    m_state->addItem(tr("Open and settled"), false);
    m_order->addItem(tr("Likely errors first"), static_cast<int>(ReviewFilter::Order::LikelyErrors));
    m_order->addItem(tr("Newest round first"), static_cast<int>(ReviewFilter::Order::NewestRound));
    m_order->addItem(tr("By solution"), static_cast<int>(ReviewFilter::Order::Solution));
    m_labeler->addItem(tr("All labelers"), qlonglong(0));
    m_round->addItem(tr("All rounds"), qlonglong(kAll));
    m_kind->addItem(tr("All kinds"), kAll);
}

ChoiceField* ReviewFilterBar::add(const QString& name) {
    auto* field = new ChoiceField(this);
    field->setAccessibleName(name);
    field->setToolTip(name);
    field->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(field, &QComboBox::currentIndexChanged, this, &ReviewFilterBar::emitChanged);
    field->installEventFilter(this);
    field->view()->installEventFilter(this);
    return field;
}

bool ReviewFilterBar::eventFilter(QObject* watched, QEvent* event) {
    const bool closed = event->type() == QEvent::Hide && qobject_cast<QAbstractItemView*>(watched) && isVisible();
    const bool escape = event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape &&
                        qobject_cast<ChoiceField*>(watched);
    if (closed || escape)
        Q_EMIT left();
    return QWidget::eventFilter(watched, event);
}

void ReviewFilterBar::fill(const ReviewList& list) {
    m_filling = true;
    const ReviewFilter before = filter();
    m_kind->clear();
    m_kind->addItem(QString(), kAll);
    for (const ReviewKind kind : kKinds)
        m_kind->addItem(QString(), static_cast<int>(kind));
    recount(list);
    choose(m_kind, before.kind ? static_cast<int>(*before.kind) : kAll);
    m_labeler->clear();
    m_labeler->addItem(tr("All labelers"), qlonglong(0));
    for (const auto& [id, name] : list.batch().names.labelers)
        m_labeler->addItem(name.left(40).simplified(), qlonglong(id));
    choose(m_labeler, qlonglong(before.labeler));
    m_round->clear();
    m_round->addItem(tr("All rounds"), qlonglong(kAll));
    for (const std::int64_t round : list.rounds())
        m_round->addItem(round == 0 ? tr("Outside rounds") : tr("Round %1").arg(round), qlonglong(round));
    choose(m_round, qlonglong(before.round));
    m_filling = false;
    if (filter() != before)
        Q_EMIT changed(filter());
}

void ReviewFilterBar::recount(const ReviewList& list) {
    const QLocale locale;
    for (int i = 0; i < m_kind->count(); ++i) {
        const int code = m_kind->itemData(i).toInt();
        const auto kind = code == kAll ? std::nullopt : std::optional(static_cast<ReviewKind>(code));
        m_kind->setItemText(
            i, tr("%1 (%2 open)").arg(kind ? kindText(*kind) : tr("All kinds"), locale.toString(list.openCount(kind))));
    }
}

ReviewFilter ReviewFilterBar::filter() const {
    ReviewFilter filter;
    if (const int kind = m_kind->currentData().toInt(); m_kind->currentIndex() > 0)
        filter.kind = static_cast<ReviewKind>(kind);
    filter.labeler = m_labeler->currentData().toLongLong();
    filter.round = m_round->currentIndex() < 0 ? kAll : m_round->currentData().toLongLong();
    filter.open_only = m_state->currentData().toBool();
    filter.order = static_cast<ReviewFilter::Order>(m_order->currentData().toInt());
    return filter;
}

void ReviewFilterBar::emitChanged() {
    if (!m_filling)
        Q_EMIT changed(filter());
}

} // namespace stepmark::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/weakstrong/cost_panel.h"

#include "ui/widgets/amount_text.h"
#include "ui/widgets/plain_label.h"

#include <QLocale>
#include <QVBoxLayout>

namespace stepmark::ui {

namespace {

QString number(std::int64_t count) { return QLocale().toString(static_cast<qlonglong>(count)); }

} // namespace

CostPanel::CostPanel(QWidget* parent)
    : QFrame(parent)
    , m_summary(new PlainLabel({}, Type::Title))
    , m_detail(new PlainLabel({}, Type::Small, Tone::Dim)) {
    setObjectName(QStringLiteral("card"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space(5), Theme::space(3), Theme::space(5), Theme::space(3));
    layout->setSpacing(Theme::space(1));
    for (PlainLabel* label : {m_summary, m_detail}) {
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    m_summary->setAccessibleName(tr("What the study will cost"));
    showNothing();
}

void CostPanel::showNothing() { hide(); }

void CostPanel::showBusy() { show(tr("Working out what it will cost…"), {}, false); }

void CostPanel::showError(const QString& message) { show({}, message.left(2000), true); }

void CostPanel::showCost(const StudyCost& cost) {
    if (cost.missing == 0) {
        show(tr("Nothing: all of its %1 runs are known.").arg(number(cost.runs)), {}, false);
        return;
    }
    QStringList parts;
    if (cost.seconds) {
        QString time = aboutText(*cost.seconds);
        time[0] = time[0].toUpper();
        parts.append(time);
    } else {
        parts.append(tr("It is not known how long it takes"));
    }
    if (cost.peak_bytes)
        parts.append(tr("%1 of memory").arg(bytesText(*cost.peak_bytes)));
    QString detail = tr("%1 runs of models, of which %2 are known already.")
                         .arg(number(cost.runs), number(cost.runs - cost.missing));
    if (cost.tokens)
        detail = tr("%1 %2 tokens go through the network.").arg(detail, number(*cost.tokens));
    show(parts.join(QStringLiteral(" · ")), detail, false);
}

void CostPanel::show(const QString& summary, const QString& detail, bool is_error) {
    m_summary->setText(summary);
    m_summary->setVisible(!summary.isEmpty());
    m_detail->setTone(is_error ? Tone::Negative : Tone::Dim);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    setVisible(true);
}

QString CostPanel::text() const {
    return isHidden() ? QString() : QStringLiteral("%1 %2").arg(m_summary->text(), m_detail->text()).trimmed();
}

} // namespace stepmark::ui

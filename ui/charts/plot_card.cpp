// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plot_card.h"

#include "ui/charts/plot_view.h"
#include "ui/widgets/plain_label.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>

namespace stepmark::ui {

PlotCard::PlotCard(QWidget* parent)
    : QFrame(parent)
    , m_title(new ElidedLabel({}, Type::Title))
    , m_meaning(new PlainLabel({}, Type::Small, Tone::Dim))
    , m_empty(new PlainLabel({}, Type::Body, Tone::Dim))
    , m_readout(new PlainLabel({}, Type::Small))
    , m_view(new PlotView)
    , m_save(new QPushButton(tr("Save…"))) {
    setObjectName(QStringLiteral("card"));
    m_meaning->setWordWrap(true);
    m_empty->setWordWrap(true);
    m_readout->setWordWrap(true);
    m_readout->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_readout->setMinimumHeight(2 * m_readout->fontMetrics().lineSpacing() + 2); // so that the plot keeps its height
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);                 // cards of a row are equally wide
    m_empty->setAlignment(Qt::AlignCenter);
    m_save->setProperty("link", true);
    auto* menu = new QMenu(m_save);
    const std::pair<QString, QString> formats[] = {{tr("Picture (PNG)…"), QStringLiteral("png")},
                                                   {tr("Vector graphic (SVG)…"), QStringLiteral("svg")},
                                                   {tr("Its numbers (CSV)…"), QStringLiteral("csv")}};
    for (const auto& [text, suffix] : formats)
        menu->addAction(text, this, [this, suffix = suffix] { Q_EMIT saveRequested(suffix); });
    m_save->setMenu(menu);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_save);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space(4), Theme::space(3), Theme::space(4), Theme::space(3));
    layout->setSpacing(Theme::space(1));
    layout->addLayout(head);
    layout->addWidget(m_meaning);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_readout);
    connect(m_view, &PlotView::readoutChanged, m_readout, &QLabel::setText);
}

void PlotCard::setPlot(const Plot& plot) {
    const bool empty = plot.isEmpty();
    m_title->setText(plot.title);
    m_meaning->setText(plot.meaning);
    m_empty->setText(plot.empty);
    m_empty->setVisible(empty);
    m_view->setVisible(!empty);
    m_readout->setVisible(!empty);
    m_save->setVisible(!empty);
    m_save->setAccessibleName(tr("Save the plot “%1”").arg(plot.title));
    m_view->setPlot(plot);
}

QString PlotCard::readout() const { return m_readout->text(); }

} // namespace stepmark::ui

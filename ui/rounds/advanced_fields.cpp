// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rounds/advanced_fields.h"

#include "ui/rounds/layers_text.h"
#include "ui/runs/field_grid.h"
#include "ui/widgets/fields.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace stepmark::ui {

namespace {
constexpr int kUsual = -1; ///< none of TooLong: cut, but the round is refused where most would go

QString automatic() { return AdvancedFields::tr("auto"); }

} // namespace

AdvancedFields::AdvancedFields(QWidget* parent)
    : QWidget(parent)
    , m_button(new QPushButton(tr("Advanced choices")))
    , m_fields(new FieldGrid) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_button->setProperty("link", true);
    column->addWidget(m_button, 0, Qt::AlignLeft);
    column->addWidget(m_fields);
    m_fields->hide();
    m_too_long = new ChoiceField;
    m_too_long->addItem(tr("Cut, but not most of them"), kUsual);
    const auto add = [this](const QString& text, TooLong how) { m_too_long->addItem(text, static_cast<int>(how)); };
    add(tr("Cut"), TooLong::Cut);
    add(tr("Leave out"), TooLong::Skip);
    add(tr("End the round"), TooLong::Fail);
    m_after_error = new CheckField(tr("Train on them, too"));
    m_class_weights = new CheckField(tr("Weigh the rarer ones more"));
    m_layers = new QLineEdit;
    m_layers->setPlaceholderText(tr("the last"));
    m_fields->addGroup(tr("Advanced"));
    m_fields->addField(
        tr("Layer that a head reads"), m_layers,
        tr("Such as 12: what lies above is not computed. Of several (6, 12, 18), or of five (%1), the one "
           "that does best on validation problems. The paper: the last.")
            .arg(automatic()));
    m_fields->addField(tr("Too long for the model"), m_too_long,
                       tr("Solutions longer than its context. Cut: their first steps are read. As usual, the round is "
                          "refused where most would go."));
    m_fields->addField(tr("Marks behind an error"), m_after_error,
                       tr("Marks behind a solution's first error, where a file has them. The paper: not at all."));
    m_fields->addField(tr("Right, neutral, wrong"), m_class_weights,
                       tr("Each counts by how seldom it is marked, so that the three weigh the same together."));
    connect(m_button, &QPushButton::clicked, this, &AdvancedFields::open);
    connect(m_layers, &QLineEdit::textChanged, this, &AdvancedFields::changed);
    connect(m_too_long, &QComboBox::currentIndexChanged, this, &AdvancedFields::changed);
    connect(m_after_error, &QCheckBox::toggled, this, &AdvancedFields::changed);
    connect(m_class_weights, &QCheckBox::toggled, this, &AdvancedFields::changed);
}

void AdvancedFields::open() {
    const bool had_focus = m_button->hasFocus();
    m_fields->show();
    m_button->hide();
    if (had_focus)
        m_layers->setFocus();
}

void AdvancedFields::set(const RoundSpec& spec) {
    const TrainOptions& train = spec.train;
    const int too_long = train.too_long ? static_cast<int>(*train.too_long) : kUsual;
    m_too_long->setCurrentIndex(std::max(0, m_too_long->findData(too_long)));
    m_layers->setText(layersText(train.layers, automatic()));
    m_after_error->setChecked(train.after_error);
    m_class_weights->setChecked(train.class_weights);
    if (!train.layers.empty() || train.too_long || train.after_error || train.class_weights)
        open();
}

void AdvancedFields::fill(RoundSpec& spec) const {
    const int too_long = m_too_long->currentData().toInt();
    spec.train.too_long = too_long == kUsual ? std::nullopt : std::optional(static_cast<TooLong>(too_long));
    spec.train.layers.clear();
    if (spec.train.mode == TrainMode::Head)
        spec.train.layers = layersFrom(m_layers->text(), automatic()).value_or(std::vector<int>());
    spec.train.after_error = m_after_error->isChecked();
    spec.train.class_weights = m_class_weights->isChecked();
}

QString AdvancedFields::problem() const {
    return m_layers->isEnabled() && !layersFrom(m_layers->text(), automatic())
               ? tr("Layers are numbers from 1, such as 12 or 6, 12, 18, or %1; or leave them empty.").arg(automatic())
               : QString();
}

void AdvancedFields::setHead(bool head) { m_layers->setEnabled(head); }

} // namespace stepmark::ui

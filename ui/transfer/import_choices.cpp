// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/import_choices.h"

#include "ui/transfer/format_list.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/split_field.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>

#include <algorithm>

namespace stepmark::ui {

namespace {

constexpr int kNarrowest = 150; ///< a field, px at normal text size

template <typename Holds>
bool anyOf(const std::vector<FilePreview>& previews, Holds holds) {
    return std::any_of(previews.begin(), previews.end(), holds);
}

/// What it means not to choose whose labels they are.
QString unchosenLabeler(const std::vector<FilePreview>& previews) {
    const QString who = previews.empty() ? QString() : previews.front().labels_of;
    if (anyOf(previews, [&](const FilePreview& one) { return one.labels_of != who; }))
        return ImportChoices::tr("As the formats say");
    return who == QLatin1String("people")    ? ImportChoices::tr("People, as the format says")
           : who == QLatin1String("machine") ? ImportChoices::tr("A machine, as the format says")
                                             : ImportChoices::tr("Not said: taken for people");
}

} // namespace

ImportChoices::ImportChoices(const std::vector<FormatItem>& formats, QWidget* parent)
    : QWidget(parent)
    , m_formats(formats) {
    buildFields();
    buildRows();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // it is what is below that gives way
    follow({});
}

void ImportChoices::buildFields() {
    std::vector<std::pair<QString, QString>> formats{{tr("By content"), {}}};
    for (const FormatItem& format : m_formats)
        formats.emplace_back(format.title, format.word);
    m_format = makeChoice(formats);
    m_split = makeChoice({});
    addSplits(*m_split, tr("As the rows say"));
    m_source = makeText(tr("the file's name"));
    m_labels = makeChoice({{tr("As the format says"), {}},
                           {tr("1 right, 0 wrong"), QStringLiteral("binary")},
                           {tr("1 right, 0 neutral, −1 wrong"), QStringLiteral("ternary")},
                           {tr("0 to 1: how likely right"), QStringLiteral("scores")}});
    m_threshold = new NumberField;
    m_threshold->setRange(0, 100);
    m_threshold->setSuffix(tr(" %"));
    m_threshold->setSpecialValueText(tr("no marks, scores only"));
    m_threshold->setKeyboardTracking(false);
    connect(m_threshold, &QSpinBox::valueChanged, this, &ImportChoices::changed);
    m_labels_of = makeChoice({{unchosenLabeler({}), {}},
                              {tr("People"), QStringLiteral("people")},
                              {tr("A machine"), QStringLiteral("machine")}});
    m_labels_of->setToolTip(tr("Agreement, screening and pace count people."));
    m_labeler = makeText(tr("the format's or the file's name"));
    m_steps = makeChoice({{tr("By its structure"), {}},
                          {tr("At line breaks"), QStringLiteral("newline")},
                          {tr("At blank lines"), QStringLiteral("blank-line")},
                          {tr("At numbered steps"), QStringLiteral("numbered")}});
    m_ignore = makeText(tr("none; several with commas"));
    m_ignore->setToolTip(tr("These fields of the rows are not understood, whatever they hold."));
}

QComboBox* ImportChoices::makeChoice(const std::vector<std::pair<QString, QString>>& choices) {
    auto* box = new ChoiceField;
    for (const auto& [text, word] : choices)
        box->addItem(text, word);
    connect(box, &QComboBox::currentIndexChanged, this, &ImportChoices::changed);
    return box;
}

QLineEdit* ImportChoices::makeText(const QString& placeholder) {
    auto* edit = new QLineEdit;
    edit->setPlaceholderText(placeholder);
    connect(edit, &QLineEdit::editingFinished, this, [this, edit] {
        const bool modified = edit->isModified();
        edit->setModified(false);
        if (modified)
            Q_EMIT changed();
    });
    return edit;
}

QWidget* ImportChoices::makeCell(const QString& name, QWidget* field) {
    auto* cell = new QWidget;
    auto* column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::space(1));
    auto* label = new PlainLabel(name, Type::Small, Tone::Dim);
    label->setBuddy(field);
    field->setAccessibleName(name);
    column->addWidget(label);
    column->addWidget(field);
    return cell;
}

/// As wide as the others, whatever stands in it.
QGridLayout* ImportChoices::makeRow(const std::vector<std::pair<QString, QWidget*>>& fields) {
    auto* row = new QGridLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::space(4));
    for (int column = 0; column < std::ssize(fields); ++column) {
        const auto& [name, field] = fields[static_cast<std::size_t>(column)];
        row->addWidget(makeCell(name, field), 0, column);
        row->setColumnStretch(column, 1);
        row->setColumnMinimumWidth(column, Theme::instance().scaled(kNarrowest));
    }
    return row;
}

/// From the left, without gaps.
void ImportChoices::showLabelFields(const std::vector<std::pair<QWidget*, bool>>& fields) {
    int column = 0;
    for (const auto& [field, wanted] : fields) {
        QWidget* cell = field->parentWidget();
        cell->setVisible(wanted);
        m_label_row->removeWidget(cell);
        if (wanted)
            m_label_row->addWidget(cell, 0, column++);
    }
}

void ImportChoices::buildRows() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::space(3));
    column->addLayout(makeRow(
        {{tr("Format"), m_format}, {tr("Split of the problems"), m_split}, {tr("Source of the solutions"), m_source}}));
    m_label_row = makeRow({{tr("Numbers as labels"), m_labels},
                           {tr("Scores count as right from"), m_threshold},
                           {tr("Who judged"), m_labels_of}});
    column->addLayout(m_label_row);
    m_more_row = new QWidget;
    m_more_row->setLayout(makeRow({{tr("Name of the labeler"), m_labeler},
                                   {tr("How a text is split into steps"), m_steps},
                                   {tr("Fields to leave out"), m_ignore}}));
    m_more_row->hide();
    m_more = new QPushButton(tr("More choices"));
    m_more->setProperty("link", true);
    m_more->setAutoDefault(false);
    connect(m_more, &QPushButton::clicked, this, &ImportChoices::showMore);
    column->addWidget(m_more_row);
    column->addWidget(m_more, 0, Qt::AlignLeft);
}

ImportChoice ImportChoices::choice() const {
    ImportChoice choice;
    choice.format = m_format->currentData().toString();
    choice.split = splitOf(*m_split);
    choice.source = m_source->text().trimmed();
    choice.labels = m_labels->currentData().toString();
    choice.labels_of = m_labels_of->currentData().toString();
    choice.labeler = m_labeler->text().trimmed();
    choice.steps = m_steps->currentData().toString();
    if (m_threshold->value() > 0)
        choice.threshold = m_threshold->value() / 100.0;
    static const QRegularExpression between(QStringLiteral("\\s*[,，]\\s*"));
    choice.ignore = m_ignore->text().trimmed().split(between, Qt::SkipEmptyParts);
    return choice;
}

void ImportChoices::follow(const std::vector<FilePreview>& previews) {
    const bool open = anyOf(previews, [this](const FilePreview& one) {
        const FormatItem* format = findFormat(m_formats, one.format);
        return format && format->numbers_open &&
               (one.ratings > 0 || one.scored > 0 || one.asks_labels || !one.error.isEmpty());
    });
    const bool scored = anyOf(previews, [](const FilePreview& one) { return one.scored > 0; });
    const bool judged = anyOf(previews, [](const FilePreview& one) { return one.ratings > 0; });
    showLabelFields({{m_labels, open || m_labels->currentIndex() > 0},
                     {m_threshold, scored || m_threshold->value() > 0},
                     {m_labels_of, judged || m_labels_of->currentIndex() > 0}});
    if (m_labels_of->currentIndex() == 0)
        m_labels_of->setItemText(0, unchosenLabeler(previews));
}

void ImportChoices::showMore() {
    const bool had_focus = m_more->hasFocus();
    m_more_row->show();
    m_more->hide();
    if (had_focus)
        m_labeler->setFocus();
}

void ImportChoices::setLabels(const QString& meaning) { m_labels->setCurrentIndex(m_labels->findData(meaning)); }

} // namespace stepmark::ui

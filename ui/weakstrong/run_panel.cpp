// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/weakstrong/run_panel.h"

#include "ui/charts/plot_card.h"
#include "ui/charts/plot_view.h"
#include "ui/weakstrong/study_plots.h"
#include "ui/weakstrong/study_tables.h"
#include "ui/weakstrong/study_text.h"
#include "ui/widgets/amount_text.h"
#include "ui/widgets/drawable_text.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/row_table.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace stepmark::ui {

namespace {

constexpr int kCardHeight = 330; ///< of the course, px at normal text size
constexpr int kMostRows = 9;     ///< of the table; more scroll in it
constexpr int kTextHeight = 170;
constexpr std::size_t kLongestText = 100'000; ///< bytes of an example that are shown

QFrame* card(QVBoxLayout*& layout) {
    auto* frame = new QFrame;
    frame->setObjectName(QStringLiteral("card"));
    layout = new QVBoxLayout(frame);
    layout->setContentsMargins(Theme::space(4), Theme::space(3), Theme::space(4), Theme::space(3));
    layout->setSpacing(Theme::space(2));
    return frame;
}

void clear(QGridLayout* grid) {
    while (QLayoutItem* item = grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

QString textsOf(const QGridLayout* grid) {
    QStringList texts;
    for (int i = 0; i < grid->count(); ++i)
        if (const auto* label = qobject_cast<QLabel*>(grid->itemAt(i)->widget()))
            texts.append(label->text());
    return texts.join(QLatin1Char('|'));
}

} // namespace

RunPanel::RunPanel(QWidget* parent)
    : QWidget(parent)
    , m_state(new PlainLabel({}, Type::Body, Tone::Dim))
    , m_body(new QWidget)
    , m_model(new DifferenceTable(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::space(3));
    m_state->setWordWrap(true);
    layout->addWidget(buildHead());
    layout->addWidget(m_state);
    layout->addWidget(m_body);
    auto* body = new QVBoxLayout(m_body);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(Theme::space(3));
    body->addWidget(buildFacts());
    body->addWidget(buildExamples());
}

QWidget* RunPanel::buildHead() {
    auto* head = new QWidget;
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::space(1));
    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::space(4));
    m_back = new QPushButton(tr("Back to the study"));
    m_title = new ElidedLabel({}, Type::Title);
    m_seed = new ChoiceField;
    m_seed->setAccessibleName(tr("Seed"));
    auto* seed = new PlainLabel(tr("Seed"), Type::Small, Tone::Dim);
    seed->setBuddy(m_seed);
    row->addWidget(m_back);
    row->addWidget(m_title, 1);
    row->addWidget(seed);
    row->addWidget(m_seed);
    m_facts = new PlainLabel({}, Type::Small, Tone::Dim);
    m_facts->setWordWrap(true);
    column->addLayout(row);
    column->addWidget(m_facts);
    connect(m_back, &QPushButton::clicked, this, &RunPanel::backRequested);
    connect(m_seed, &QComboBox::activated, this, [this](int seed_place) {
        RunPlace wanted = m_place;
        wanted.seed = seed_place;
        Q_EMIT runWanted(wanted);
    });
    return head;
}

QWidget* RunPanel::buildFacts() {
    auto* facts = new QWidget;
    auto* row = new QHBoxLayout(facts);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::space(3));
    m_course = new PlotCard;
    m_course->setMinimumHeight(Theme::instance().scaled(kCardHeight));
    connect(m_course, &PlotCard::saveRequested, this,
            [this](const QString& suffix) { m_save_as.plot(m_course->view()->plot(), suffix); });
    QVBoxLayout* side = nullptr;
    m_settings_card = card(side);
    m_settings = new QGridLayout;
    m_settings->setHorizontalSpacing(Theme::space(4));
    m_settings->setVerticalSpacing(Theme::space(1));
    m_settings->setColumnStretch(1, 1);
    m_confusion = new QGridLayout;
    m_confusion->setHorizontalSpacing(Theme::space(5));
    m_confusion->setVerticalSpacing(Theme::space(1));
    m_confusion->setColumnStretch(3, 1);
    m_no_confusion = new PlainLabel({}, Type::Small, Tone::Dim);
    m_no_confusion->setWordWrap(true);
    side->addWidget(makeCaption(tr("Settings")));
    side->addLayout(m_settings);
    side->addSpacing(Theme::space(2));
    side->addWidget(makeCaption(tr("Test items by class")));
    side->addLayout(m_confusion);
    side->addWidget(m_no_confusion);
    side->addStretch(1);
    row->addWidget(m_course, 3);
    row->addWidget(m_settings_card, 2);
    return facts;
}

QWidget* RunPanel::buildExamples() {
    QVBoxLayout* column = nullptr;
    QFrame* frame = card(column);
    m_differences = new PlainLabel({}, Type::Body);
    m_differences->setWordWrap(true);
    m_table = newRowTable(tr("Examples on which student and supervisor differ"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setTextElideMode(Qt::ElideRight);
    m_text = new QPlainTextEdit;
    m_text->setObjectName(QStringLiteral("expanded"));
    m_text->setAccessibleName(tr("The chosen example"));
    m_text->setReadOnly(true);
    m_text->setUndoRedoEnabled(false);
    m_text->setTabChangesFocus(true);
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_text->setFixedHeight(kTextHeight);
    column->addWidget(makeCaption(tr("Where student and supervisor differ")));
    column->addWidget(m_differences);
    column->addWidget(m_table);
    column->addWidget(m_text);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) { showExample(now.row()); });
    keepFitted(m_table, [this] {
        fitColumns(m_table, {}, DifferenceTable::Text);
        fitRows(m_table, kMostRows);
    });
    return frame;
}

void RunPanel::begin(const Study& study, const RunPlace& place) {
    m_place = place;
    const auto figure = static_cast<std::size_t>(place.figure);
    m_title->setText(figure < study.results.figures.size() ? figureName(study, study.results.figures[figure])
                                                           : QString());
    m_seed->clear();
    for (const std::uint64_t seed : study.spec.seeds)
        m_seed->addItem(QString::number(seed));
    m_seed->setCurrentIndex(place.seed);
}

void RunPanel::showBusy(const Study& study, const RunPlace& place) {
    begin(study, place);
    m_facts->clear();
    m_state->setTone(Tone::Dim);
    m_state->setText(tr("Looking at the run…"));
    m_state->show();
    m_body->hide();
}

void RunPanel::showError(const QString& message) {
    m_state->setTone(Tone::Negative);
    m_state->setText(message.left(2000));
    m_state->show();
    m_body->hide();
}

void RunPanel::setRun(const Study& study, const RunView& run) {
    begin(study, run.place);
    QStringList facts{tr("%1: %2").arg(measureText(study), figureText(study, run.details.run.figure)),
                      drawable(QString::fromStdString(run.details.run.model.folder.string())),
                      tr("%1 tokens").arg(QLocale().toString(static_cast<qlonglong>(run.details.run.tokens))),
                      durationText(run.details.run.seconds)};
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    m_state->hide();
    m_body->show();
    m_course->setPlot(coursePlot(study, run));
    fillSettings(run);
    fillConfusion(run);
    fillExamples(run);
}

void RunPanel::fillSettings(const RunView& run) {
    clear(m_settings);
    int row = 0;
    for (const auto& [name, value] : run.settings) {
        auto* words = new PlainLabel(settingValue(name, value), Type::Small);
        words->setWordWrap(true);
        m_settings->addWidget(new PlainLabel(settingText(name), Type::Small, Tone::Dim), row, 0);
        m_settings->addWidget(words, row, 1);
        ++row;
    }
}

void RunPanel::fillConfusion(const RunView& run) {
    clear(m_confusion);
    m_no_confusion->setVisible(!run.details.confusion);
    m_no_confusion->setText(run.details.has_task
                                ? tr("Answers compete in this task: there are no classes to mix up.")
                                : tr("The task is no longer in the project, or holds other rows: it cannot be said."));
    if (!run.details.confusion)
        return;
    const auto add = [this](int row, int column, const QString& text, Tone tone) {
        auto* label = new PlainLabel(text, Type::Small, tone);
        label->setAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        m_confusion->addWidget(label, row, column);
    };
    const auto number = [](std::int64_t count) { return QLocale().toString(static_cast<qlonglong>(count)); };
    add(0, 1, tr("judged 1"), Tone::Dim);
    add(0, 2, tr("judged 0"), Tone::Dim);
    add(1, 0, tr("truly 1"), Tone::Dim);
    add(1, 1, number(run.details.confusion->true_positive), Tone::Positive);
    add(1, 2, number(run.details.confusion->false_negative), Tone::Negative);
    add(2, 0, tr("truly 0"), Tone::Dim);
    add(2, 1, number(run.details.confusion->false_positive), Tone::Negative);
    add(2, 2, number(run.details.confusion->true_negative), Tone::Positive);
}

void RunPanel::fillExamples(const RunView& run) {
    m_model->setExamples(run.details.examples);
    const bool some = !run.details.examples.empty();
    m_table->setVisible(some);
    m_text->setVisible(some);
    const QLocale locale;
    if (run.details.run.teacher.empty())
        m_differences->setText(tr("It learnt from the truth: there is no supervisor to differ from."));
    else if (!run.details.disagreements)
        m_differences->setText(
            tr("The task is no longer in the project, or holds other rows: there is nothing to show."));
    else if (*run.details.disagreements == 0)
        m_differences->setText(tr("The student says of every test example what its supervisor says."));
    else
        m_differences->setText(
            tr("%1 test examples; the first %2 are listed. The number is the probability that each gives "
               "its own answer, or class 1.")
                .arg(locale.toString(static_cast<qlonglong>(*run.details.disagreements)),
                     locale.toString(static_cast<qlonglong>(run.details.examples.size()))));
    fitColumns(m_table, {}, DifferenceTable::Text);
    fitRows(m_table, kMostRows);
    if (some)
        m_table->selectRow(0);
    showExample(0);
}

void RunPanel::showExample(int row) {
    const StudyDisagreement* example = m_model->at(row);
    std::string text = example ? example->prompt : std::string();
    if (example && !text.empty() && !example->text.empty())
        text += "\n\n";
    text += example ? example->text : std::string();
    const bool cut = text.size() > kLongestText;
    QString shown = QString::fromStdString(text.substr(0, kLongestText));
    if (cut)
        shown += QChar(0x2026);
    m_text->setPlainText(drawable(shown));
}

QString RunPanel::confusionText() const { return textsOf(m_confusion); }

QString RunPanel::settingsText() const { return textsOf(m_settings); }

QString RunPanel::stateText() const { return m_state->isHidden() ? QString() : m_state->text(); }

void RunPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        Q_EMIT backRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace stepmark::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/import_dialog.h"

#include "ui/data/data_text.h"
#include "ui/rounds/round_text.h"
#include "ui/rounds/worker_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/count_text.h"
#include "ui/widgets/drawable_text.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/thin_bar.h"

#include <QFileInfo>
#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace stepmark::ui {

namespace {

constexpr int kShownCharacters = 400;

QString shown(const QString& text) { return drawable(text.left(kShownCharacters).simplified()); }

} // namespace

QString formatName(const QString& format) {
    if (format == QLatin1String("jsonl"))
        return ImportDialog::tr("plain JSON lines");
    if (format == QLatin1String("prm800k"))
        return QStringLiteral("PRM800K");
    if (format == QLatin1String("gsm8k"))
        return QStringLiteral("GSM8K");
    if (format == QLatin1String("processbench"))
        return QStringLiteral("ProcessBench");
    if (format == QLatin1String("trl"))
        return ImportDialog::tr("TRL stepwise");
    return format;
}

ImportDialog::ImportDialog(const QStringList& files, QWidget* parent)
    : QDialog(parent)
    , m_paths(files)
    , m_headline(new PlainLabel({}, Type::Heading)) {
    setWindowTitle(tr("Import"));
    resize(820, 600);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space(6), Theme::space(5), Theme::space(6), Theme::space(5));
    layout->setSpacing(Theme::space(3));
    layout->addWidget(m_headline);
    layout->addWidget(buildChoices());
    layout->addWidget(buildFiles(), 1);
    layout->addWidget(buildFoot());
    setState(State::Looking);
    m_import->setFocus();
}

QWidget* ImportDialog::buildChoices() {
    auto* widget = new QWidget;
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::space(4));
    const auto add = [&](const QString& name, QWidget* field) {
        auto* cell = new QVBoxLayout;
        cell->setSpacing(Theme::space(1));
        auto* label = new PlainLabel(name, Type::Small, Tone::Dim);
        label->setBuddy(field);
        field->setAccessibleName(name);
        cell->addWidget(label);
        cell->addWidget(field);
        row->addLayout(cell, 1);
    };
    m_format = new ChoiceField;
    m_format->addItem(tr("By content"), QString());
    for (const char* word : {"jsonl", "prm800k", "gsm8k", "processbench", "trl"})
        m_format->addItem(formatName(QString::fromLatin1(word)), QString::fromLatin1(word));
    m_split = new ChoiceField;
    m_split->addItem(tr("As the rows say"), QString());
    m_split->addItem(tr("Training"), QStringLiteral("train"));
    m_split->addItem(tr("Validation"), QStringLiteral("validation"));
    m_split->addItem(tr("Test"), QStringLiteral("test"));
    m_source = new QLineEdit;
    m_source->setPlaceholderText(tr("the file's name"));
    add(tr("Format"), m_format);
    add(tr("Split of the problems"), m_split);
    add(tr("Source of the solutions"), m_source);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ImportDialog::askPreview);
    connect(m_split, &QComboBox::currentIndexChanged, this, &ImportDialog::askPreview);
    connect(m_source, &QLineEdit::editingFinished, this, [this] {
        if (m_source->isModified())
            askPreview();
        m_source->setModified(false);
    });
    return widget;
}

QWidget* ImportDialog::buildFiles() {
    auto* widget = new QWidget;
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::space(2));
    m_files = new QListWidget;
    m_files->setAccessibleName(tr("Files"));
    m_files->setMaximumHeight(96);
    for (const QString& path : m_paths)
        m_files->addItem(drawable(QFileInfo(path).fileName()));
    m_files->setVisible(m_paths.size() > 1);
    m_files->setCurrentRow(0);
    connect(m_files, &QListWidget::currentRowChanged, this, &ImportDialog::showFile);
    column->addWidget(m_files);
    m_summary = new PlainLabel;
    m_summary->setWordWrap(true);
    column->addWidget(m_summary);
    m_error = new PlainLabel({}, Type::Body, Tone::Negative);
    m_error->setWordWrap(true);
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_error);
    m_error_line = new PlainLabel({}, Type::Small);
    m_error_line->setWordWrap(true);
    m_error_line->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_error_line->setObjectName(QStringLiteral("banner"));
    m_error_line->setMargin(Theme::space(2));
    column->addWidget(m_error_line);
    m_sample = new QTreeWidget;
    m_sample->setColumnCount(4);
    m_sample->setHeaderLabels({tr("Line"), tr("As it will be read"), tr("Answer"), tr("Mark")});
    m_sample->setAccessibleName(tr("The first rows, as they will be read"));
    m_sample->setFrameShape(QFrame::NoFrame);
    m_sample->header()->setStretchLastSection(false);
    m_sample->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    column->addWidget(m_sample, 1);
    return widget;
}

QWidget* ImportDialog::buildFoot() {
    auto* widget = new QWidget;
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::space(3));
    m_bar = new ThinBar;
    m_progress = new PlainLabel({}, Type::Small, Tone::Dim);
    m_cancel = new QPushButton(tr("Cancel"));
    m_import = new QPushButton(tr("Import"));
    m_import->setProperty("primary", true);
    m_import->setDefault(true);
    row->addWidget(m_bar);
    row->addWidget(m_progress, 1);
    row->addStretch(0);
    row->addWidget(m_cancel);
    row->addWidget(m_import);
    connect(m_cancel, &QPushButton::clicked, this, &ImportDialog::reject);
    connect(m_import, &QPushButton::clicked, this, [this] {
        setState(State::Importing);
        Q_EMIT importWanted(choice());
    });
    return widget;
}

ImportChoice ImportDialog::choice() const {
    return {m_paths, m_format->currentData().toString(), m_split->currentData().toString(), m_source->text().trimmed()};
}

void ImportDialog::askPreview() {
    if (m_state == State::Importing)
        return;
    setState(State::Looking);
    Q_EMIT previewWanted(choice());
}

void ImportDialog::setState(State state) {
    m_state = state;
    const bool importing = state == State::Importing;
    const bool over = state == State::Done;
    m_import->setEnabled(state == State::Ready || state == State::Failed);
    m_import->setText(state == State::Failed ? tr("Try again") : tr("Import"));
    m_import->setVisible(!over);
    m_cancel->setText(over ? tr("Close") : tr("Cancel"));
    for (QWidget* field :
         {static_cast<QWidget*>(m_format), static_cast<QWidget*>(m_split), static_cast<QWidget*>(m_source)})
        field->setEnabled(!importing && !over);
    m_bar->setVisible(importing || state == State::Looking);
    m_progress->setVisible(importing);
    if (importing || state == State::Looking)
        m_bar->setShare(-1);
    m_progress->setText({});
    if (state != State::Failed && state != State::Unusable)
        showError({}, 0, {});
    const QString name = m_paths.size() == 1 ? drawable(QFileInfo(m_paths.front()).fileName().left(80))
                                             : countText(m_paths.size(), tr("1 file"), tr("%1 files"));
    m_headline->setText(importing                  ? tr("Importing %1").arg(name)
                        : state == State::Looking  ? tr("Looking at %1").arg(name)
                        : state == State::Unusable ? tr("%1 cannot be read").arg(name)
                        : state == State::Failed   ? tr("%1 was not imported").arg(name)
                        : over                     ? tr("%1 is imported").arg(name)
                                                   : tr("Import %1").arg(name));
}

QString ImportDialog::headline() const { return m_headline->text(); }

QString ImportDialog::problemText() const {
    return m_error_line->text().isEmpty() ? m_error->text()
                                          : m_error->text() + QLatin1Char('\n') + m_error_line->text();
}

// --- what is found ---------------------------------------------------------------------------------------------------

void ImportDialog::setPreview(const std::vector<FilePreview>& previews) {
    if (m_state != State::Looking)
        return;
    m_previews = previews;
    const auto bad =
        std::find_if(previews.begin(), previews.end(), [](const auto& one) { return !one.error.isEmpty(); });
    setState(bad == previews.end() && !previews.empty() ? State::Ready : State::Unusable);
    const int row =
        bad == previews.end() ? std::max(0, m_files->currentRow()) : static_cast<int>(bad - previews.begin());
    m_files->setCurrentRow(row);
    showFile(row);
}

void ImportDialog::setPreviewFailed(const QString& message) {
    if (m_state != State::Looking)
        return;
    setState(State::Unusable);
    showError(message, 0, {});
}

QString ImportDialog::summaryOf(const FilePreview& preview) const {
    const QLocale locale;
    QStringList facts;
    if (!preview.format.isEmpty())
        facts.append(tr("Format: %1").arg(formatName(preview.format)));
    facts.append(preview.whole_file ? countText(preview.rows, tr("1 row"), tr("%1 rows"))
                                    : tr("about %1 rows, the first %2 looked at")
                                          .arg(locale.toString(preview.estimated_rows), locale.toString(preview.rows)));
    facts.append(countText(preview.problems, tr("1 problem"), tr("%1 problems")));
    facts.append(countText(preview.solutions, tr("1 solution"), tr("%1 solutions")));
    facts.append(countText(preview.ratings, tr("1 mark"), tr("%1 marks")));
    QString text = facts.join(QStringLiteral(" · "));
    if (preview.repeated > 0)
        text +=
            QLatin1Char('\n') + countText(preview.repeated, tr("1 row is in the project already and will be left out."),
                                          tr("%1 rows are in the project already and will be left out."));
    if (preview.without_answer > 0)
        text +=
            QLatin1Char('\n') +
            countText(preview.without_answer, tr("1 row has no reference answer: whether it is right stays unknown."),
                      tr("%1 rows have no reference answer: whether they are right stays unknown."));
    return text;
}

void ImportDialog::showFile(int index) {
    if (index < 0 || index >= static_cast<int>(m_previews.size()))
        return;
    const FilePreview& preview = m_previews[static_cast<std::size_t>(index)];
    m_summary->setText(summaryOf(preview));
    if (m_state == State::Unusable || m_state == State::Ready)
        showError(preview.error, preview.error_line, preview.error_text);
    showSample(preview);
}

void ImportDialog::showSample(const FilePreview& preview) {
    m_sample->clear();
    const QLocale locale;
    for (const PreviewItem& item : preview.sample) {
        auto* row = new QTreeWidgetItem(m_sample);
        row->setText(0, locale.toString(item.line));
        row->setText(1, shown(item.problem));
        row->setText(2, item.reference_answer ? shown(*item.reference_answer) : QStringLiteral("–"));
        row->setText(3, item.repeated ? tr("known") : splitText(item.split));
        row->setToolTip(1, plainToolTip(item.problem));
        for (qsizetype i = 0; i < item.steps.size(); ++i) {
            auto* step = new QTreeWidgetItem(row);
            step->setText(0, QString::number(i + 1));
            step->setText(1, shown(item.steps[i]));
            step->setToolTip(1, plainToolTip(item.steps[i]));
            const auto place = static_cast<std::size_t>(i);
            const auto label = place < item.labels.size() ? item.labels[place] : std::nullopt;
            step->setText(3, label ? markSign(*label) : QStringLiteral("–"));
            if (label)
                step->setForeground(3, colorOf(toneOf(*label)));
        }
        if (item.has_solution && item.final_answer && row->childCount() > 0)
            row->child(row->childCount() - 1)->setText(2, shown(*item.final_answer));
    }
    if (QTreeWidgetItem* first = m_sample->topLevelItem(0))
        first->setExpanded(true);
    m_sample->setVisible(!preview.sample.empty());
    for (const int column : {0, 3})
        m_sample->resizeColumnToContents(column);
}

void ImportDialog::showError(const QString& message, qint64 line, const QString& text) {
    m_error->setText(message.left(1000));
    m_error->setVisible(!message.isEmpty());
    m_error_line->setText(line > 0 ? tr("Line %1: %2").arg(QLocale().toString(line), shown(text)) : QString());
    m_error_line->setVisible(line > 0);
}

// --- the import ------------------------------------------------------------------------------------------------------

void ImportDialog::setProgress(const JobView& job) {
    if (m_state != State::Importing)
        return;
    m_bar->setShare(shareOf(job));
    const double share = shareOf(job);
    QStringList words{share >= 0 ? tr("%1 %").arg(static_cast<int>(share * 100)) : stageText(job.stage)};
    if (job.state == JobState::Cancelling)
        words = {tr("stopping")};
    else if (const QString left = leftText(job.left_ms); !left.isEmpty())
        words.append(left);
    m_progress->setText(words.join(QStringLiteral(" · ")));
}

void ImportDialog::setFailed(const TransferError& error) {
    setState(State::Failed);
    showError(error.message, error.line, error.text);
}

void ImportDialog::setCancelled() {
    setState(State::Ready);
    m_summary->setText(tr("The import was cancelled; nothing was taken in."));
}

void ImportDialog::setDone(const QString& summary) {
    setState(State::Done);
    m_summary->setText(summary);
    m_sample->hide();
    m_cancel->setFocus();
}

void ImportDialog::reject() {
    if (m_state == State::Importing) {
        m_progress->setText(tr("stopping"));
        Q_EMIT cancelWanted();
        return;
    }
    QDialog::reject();
}

} // namespace stepmark::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/import_dialog.h"

#include "ui/data/data_text.h"
#include "ui/jobs/job_text.h"
#include "ui/jobs/worker_text.h"
#include "ui/theme/theme.h"
#include "ui/transfer/format_list.h"
#include "ui/transfer/import_choices.h"
#include "ui/transfer/import_report.h"
#include "ui/transfer/preview_text.h"
#include "ui/widgets/count_text.h"
#include "ui/widgets/drawable_text.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/thin_bar.h"

#include <QFileInfo>
#include <QHeaderView>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace stepmark::ui {

namespace {

constexpr int kShownCharacters = 400;
constexpr int kAllRoom = 1000; ///< stretch

QString shown(const QString& text) { return drawable(text.left(kShownCharacters).simplified()); }

} // namespace

ImportDialog::ImportDialog(const QStringList& files, const std::vector<FormatItem>& formats, QWidget* parent)
    : QDialog(parent)
    , m_paths(files)
    , m_formats(formats)
    , m_headline(new PlainLabel({}, Type::Heading)) {
    setWindowTitle(tr("Import"));
    resize(820, 600);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space(6), Theme::space(5), Theme::space(6), Theme::space(5));
    layout->setSpacing(Theme::space(3));
    layout->addWidget(m_headline);
    m_choices = new ImportChoices(m_formats);
    connect(m_choices, &ImportChoices::changed, this, &ImportDialog::askPreview);
    layout->addWidget(m_choices);
    layout->addWidget(buildQuestion());
    layout->addWidget(buildFiles(), 1);
    layout->addWidget(buildFoot());
    m_import->setDefault(true); // only now: a button outside a dialog cannot be its default
    setState(State::Looking);
    m_import->setFocus();
}

QWidget* ImportDialog::buildQuestion() {
    m_question = new QFrame;
    m_question->setObjectName(QStringLiteral("banner"));
    auto* row = new QHBoxLayout(m_question);
    row->setSpacing(Theme::space(3));
    auto* text = new PlainLabel(tr("The labels are 0 and 1 only. What does 0 mean?"));
    text->setWordWrap(true);
    row->addWidget(text, 1);
    const auto addAnswer = [&](const QString& words, const QString& meaning) {
        auto* button = new QPushButton(words);
        button->setAutoDefault(false); // no answer by an Enter that was meant for something else
        connect(button, &QPushButton::clicked, this, [this, meaning] { m_choices->setLabels(meaning); });
        row->addWidget(button);
        return button;
    };
    m_wrong = addAnswer(tr("0 is wrong"), QStringLiteral("binary"));
    m_neutral = addAnswer(tr("0 is neutral"), QStringLiteral("ternary"));
    return m_question;
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
    m_files->setCurrentRow(0);
    connect(m_files, &QListWidget::currentRowChanged, this, &ImportDialog::showFile);
    column->addWidget(m_files);
    m_summary = new PlainLabel;
    m_summary->setWordWrap(true);
    column->addWidget(m_summary);
    buildError(column);
    m_sample = new QTreeWidget;
    m_sample->setColumnCount(4);
    m_sample->setHeaderLabels({tr("Line"), tr("As it will be read"), tr("Answer"), tr("Mark")});
    m_sample->setAccessibleName(tr("The first rows, as they will be read"));
    m_sample->setFrameShape(QFrame::NoFrame);
    m_sample->header()->setStretchLastSection(false);
    m_sample->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    column->addWidget(m_sample, kAllRoom);
    m_report = new ImportReport;
    column->addWidget(m_report, kAllRoom);
    column->addStretch(1); // where neither is there
    return widget;
}

void ImportDialog::buildError(QVBoxLayout* column) {
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
    ImportChoice choice = m_choices->choice();
    choice.files = m_paths;
    return choice;
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
    m_choices->setEnabled(!importing);
    m_choices->setVisible(!over);
    m_question->setVisible(state == State::Asking);
    m_files->setVisible(!over && m_paths.size() > 1);
    m_summary->setVisible(!over);
    m_sample->setVisible(!over && m_sample->topLevelItemCount() > 0);
    m_report->setVisible(over);
    m_bar->setVisible(importing || state == State::Looking);
    m_progress->setVisible(importing);
    if (importing || state == State::Looking)
        m_bar->setShare(-1);
    m_progress->setText({});
    if (state != State::Failed && state != State::Unusable)
        showError({}, 0, {});
    m_headline->setText(headlineOf(state));
}

QString ImportDialog::headlineOf(State state) const {
    const QString name = m_paths.size() == 1 ? drawable(QFileInfo(m_paths.front()).fileName().left(80))
                                             : countText(m_paths.size(), tr("1 file"), tr("%1 files"));
    switch (state) {
    case State::Importing:
        return tr("Importing %1").arg(name);
    case State::Looking:
        return tr("Looking at %1").arg(name);
    case State::Unusable:
        return tr("%1 cannot be read").arg(name);
    case State::Failed:
        return tr("%1 was not imported").arg(name);
    case State::Done:
        return tr("%1 is imported").arg(name);
    case State::Asking:
    case State::Ready:
        break;
    }
    return tr("Import %1").arg(name);
}

QString ImportDialog::headline() const { return m_headline->text(); }

QString ImportDialog::summary() const { return m_summary->text(); }

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
    const bool asks = std::any_of(previews.begin(), previews.end(), [](const auto& one) { return one.asks_labels; });
    m_choices->follow(previews);
    setState(bad != previews.end() || previews.empty() ? State::Unusable : asks ? State::Asking : State::Ready);
    const int row =
        bad == previews.end() ? std::max(0, m_files->currentRow()) : static_cast<int>(bad - previews.begin());
    m_files->doItemsLayout(); // it was filled before it had its style
    m_files->setCurrentRow(row);
    showFile(row);
    if (m_state == State::Ready && !m_choices->isAncestorOf(focusWidget()))
        m_import->setFocus();
}

void ImportDialog::setPreviewFailed(const QString& message) {
    if (m_state != State::Looking)
        return;
    setState(State::Unusable);
    showError(message, 0, {});
}

void ImportDialog::showFile(int index) {
    if (index < 0 || index >= static_cast<int>(m_previews.size()))
        return;
    const FilePreview& preview = m_previews[static_cast<std::size_t>(index)];
    m_summary->setText(previewText(preview, formatTitle(m_formats, preview.format)));
    if (m_state == State::Unusable || m_state == State::Ready || m_state == State::Asking)
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
        row->setText(3, item.repeated ? tr("known") : item.split ? splitText(*item.split) : QString());
        row->setToolTip(1, plainToolTip(item.problem));
        for (qsizetype i = 0; i < item.steps.size(); ++i) {
            auto* step = new QTreeWidgetItem(row);
            step->setText(0, QString::number(i + 1));
            step->setText(1, shown(item.steps[i]));
            step->setToolTip(1, plainToolTip(item.steps[i]));
            const auto place = static_cast<std::size_t>(i);
            const auto label = place < item.labels.size() ? item.labels[place] : std::nullopt;
            const bool open = preview.asks_labels && label == Rating::Neutral; // what 0 means has not been said
            step->setText(3, open ? QStringLiteral("?") : label ? markSign(*label) : QStringLiteral("–"));
            if (label && !open)
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
    if (message.contains(QLatin1String("--ignore")))
        m_choices->showMore(); // there it can be done
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
    QStringList words{share >= 0 ? tr("%1 %").arg(static_cast<int>(share * 100)) : stageText(job.progress)};
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

void ImportDialog::setDone(const std::vector<ImportedFile>& files) {
    m_report->setFiles(files, m_formats);
    setState(State::Done);
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/export_dialog.h"

#include "ui/jobs/job_text.h"
#include "ui/theme/theme.h"
#include "ui/transfer/format_list.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/file_dialog.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/sentences.h"
#include "ui/widgets/split_field.h"
#include "ui/widgets/thin_bar.h"

#include <QDir>
#include <QFileInfo>
#include <QGridLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

#include <utility>

namespace stepmark::ui {

ExportDialog::ExportDialog(const QString& format, const std::vector<FormatItem>& formats, QWidget* parent)
    : QDialog(parent)
    , m_formats(formats) {
    setWindowTitle(tr("Export"));
    setMinimumWidth(560);
    buildFields(format);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space(6), Theme::space(5), Theme::space(6), Theme::space(5));
    layout->setSpacing(Theme::space(3));
    layout->addWidget(new PlainLabel(tr("Export"), Type::Heading));
    layout->addLayout(buildGrid());
    m_meaning = new PlainLabel({}, Type::Small, Tone::Dim);
    m_meaning->setWordWrap(true);
    layout->addWidget(m_meaning);
    m_text = new PlainLabel;
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_text);
    layout->addLayout(buildFoot());
    m_export->setDefault(true); // only now: a button outside a dialog cannot be its default
    for (QComboBox* field : {m_format, m_neutral, m_split})
        connect(field, &QComboBox::currentIndexChanged, this, &ExportDialog::changed);
    connect(m_file, &QLineEdit::textChanged, this, [this] {
        m_replaced.clear();
        setState(State::Choosing);
    });
    setState(State::Choosing);
}

void ExportDialog::buildFields(const QString& format) {
    m_format = new ChoiceField;
    for (const FormatItem& item : m_formats)
        if (item.written)
            m_format->addItem(item.title, item.word);
    m_format->setCurrentIndex(std::max(0, m_format->findData(format)));
    m_neutral = new ChoiceField;
    m_neutral->addItem(tr("counts as right"), QStringLiteral("positive"));
    m_neutral->addItem(tr("counts as wrong"), QStringLiteral("negative"));
    m_neutral->addItem(tr("is left out"), QStringLiteral("drop"));
    m_split = new ChoiceField;
    addSplits(*m_split, tr("All splits"));
    m_usual_name = usualName();
    m_file = new QLineEdit(QDir::home().filePath(m_usual_name));
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::followFormat);
}

QString ExportDialog::suffix() const {
    const FormatItem* format = findFormat(m_formats, m_format->currentData().toString());
    return format ? format->extensions.value(0) : QString();
}

QString ExportDialog::usualName() const { return m_format->currentData().toString() + QLatin1Char('.') + suffix(); }

/// The usual name for the format before becomes that for the format now; of another one the ending does.
void ExportDialog::followFormat() {
    const QFileInfo file(m_file->text());
    const QString before = std::exchange(m_usual_name, usualName());
    if (file.fileName() == before)
        m_file->setText(file.dir().filePath(m_usual_name));
    else if (const QString ending = QFileInfo(before).suffix(); ending != suffix() && file.suffix() == ending)
        m_file->setText(file.dir().filePath(file.completeBaseName() + QLatin1Char('.') + suffix()));
}

QGridLayout* ExportDialog::buildGrid() {
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(Theme::space(4));
    grid->setVerticalSpacing(Theme::space(3));
    grid->setColumnStretch(1, 1);
    const auto add = [&](const QString& name, QWidget* field, QWidget* behind = nullptr) {
        auto* label = new PlainLabel(name);
        label->setBuddy(field);
        field->setAccessibleName(name);
        const int row = grid->rowCount();
        grid->addWidget(label, row, 0);
        grid->addWidget(field, row, 1, 1, behind ? 1 : 2);
        if (behind)
            grid->addWidget(behind, row, 2);
    };
    auto* choose = new QPushButton(tr("Choose…"));
    choose->setAccessibleName(tr("Choose the file to write"));
    connect(choose, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    add(tr("Format"), m_format);
    add(tr("A neutral mark"), m_neutral);
    add(tr("Problems"), m_split);
    add(tr("File"), m_file, choose);
    return grid;
}

QHBoxLayout* ExportDialog::buildFoot() {
    m_bar = new ThinBar;
    m_export = new QPushButton(tr("Export"));
    m_export->setProperty("primary", true);
    m_cancel = new QPushButton(tr("Cancel"));
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_bar);
    foot->addStretch(1);
    foot->addWidget(m_cancel);
    foot->addWidget(m_export);
    connect(m_cancel, &QPushButton::clicked, this, &ExportDialog::reject);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::exportPressed);
    return foot;
}

void ExportDialog::chooseFile() {
    const QString filter = QStringLiteral("%1 (*.%2)").arg(m_format->currentText(), suffix());
    const QString file = askFileToSave(this, tr("Export"), m_file->text(), filter);
    if (!file.isEmpty())
        m_file->setText(file);
    m_replaced = file; // that dialog has asked
}

ExportChoice ExportDialog::choice() const {
    // Absolute: a typed "-" or "--all" is a file, and no word for the worker.
    const QString name = m_file->text().trimmed();
    return {name.isEmpty() ? name : QFileInfo(name).absoluteFilePath(), m_format->currentData().toString(),
            m_neutral->currentData().toString(), splitOf(*m_split), m_replaced == m_file->text()};
}

void ExportDialog::setFile(const QString& file) { m_file->setText(file); }

void ExportDialog::exportPressed() {
    const QFileInfo file(choice().file);
    if (file.isFile() && m_replaced != m_file->text()) {
        m_replaced = m_file->text();
        setState(State::Asking);
        m_text->setText(tr("%1 exists already. Press Replace to write it anew.").arg(file.fileName()));
        m_cancel->setFocus(); // a second Enter replaces nothing
        return;
    }
    setState(State::Exporting);
    Q_EMIT exportWanted(choice());
}

void ExportDialog::changed() {
    m_counts.reset();
    setState(State::Choosing);
    Q_EMIT countsWanted(choice());
}

void ExportDialog::setCounts(const ExportCounts& counts) {
    m_counts = counts;
    if (m_state == State::Choosing)
        showCounts();
}

void ExportDialog::showCounts() {
    const QLocale locale;
    const FormatItem* format = findFormat(m_formats, m_format->currentData().toString());
    const bool binary = format && !format->holds_neutral;
    m_neutral->setEnabled(binary && m_state == State::Choosing);
    const QString neutral = binary ? tr("This format knows right and wrong only: choose what a neutral mark becomes.")
                                   : tr("Neutral marks stay neutral in this format.");
    m_meaning->setText(format && !format->note.isEmpty() ? sentences(format->note, neutral) : neutral);
    QString text = tr("Counting what there is to write.");
    if (m_counts)
        text = tr("%1 entries with %2 marks right, %3 neutral, %4 wrong.")
                   .arg(locale.toString(m_counts->rows), locale.toString(m_counts->positive),
                        locale.toString(m_counts->neutral), locale.toString(m_counts->negative));
    if (m_counts && m_counts->not_held > 0)
        text = sentences(
            text,
            tr("Marks and solutions that this format has no place for: %1.").arg(locale.toString(m_counts->not_held)));
    m_text->setText(text);
}

void ExportDialog::setState(State state) {
    m_state = state;
    const bool exporting = state == State::Exporting;
    m_export->setEnabled(!exporting && state != State::Done && !m_file->text().trimmed().isEmpty());
    m_export->setText(state == State::Asking ? tr("Replace") : tr("Export"));
    m_cancel->setText(state == State::Done ? tr("Close") : tr("Cancel"));
    m_bar->setVisible(exporting);
    m_bar->setShare(-1);
    for (QWidget* field :
         {static_cast<QWidget*>(m_format), static_cast<QWidget*>(m_split), static_cast<QWidget*>(m_file)})
        field->setEnabled(!exporting);
    m_text->setTone(state == State::Failed || state == State::Asking ? Tone::Negative
                    : state == State::Done                           ? Tone::Positive
                                                                     : Tone::Ink);
    showCounts();
}

QString ExportDialog::meaning() const { return m_meaning->text(); }

QString ExportDialog::text() const { return m_text->text(); }

void ExportDialog::setProgress(const JobView& job) {
    if (m_state != State::Exporting)
        return;
    m_bar->setShare(shareOf(job));
}

void ExportDialog::setFailed(const QString& message) {
    setState(State::Failed);
    m_text->setText(message.left(1000));
}

void ExportDialog::setCancelled() {
    setState(State::Choosing);
    m_text->setText(tr("The export was cancelled; nothing was written."));
}

void ExportDialog::setDone(const QString& summary) {
    setState(State::Done);
    m_text->setText(summary);
    m_cancel->setFocus();
}

void ExportDialog::reject() {
    if (m_state == State::Exporting)
        Q_EMIT cancelWanted();
    else
        QDialog::reject();
}

} // namespace stepmark::ui

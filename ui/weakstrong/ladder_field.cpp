// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/weakstrong/ladder_field.h"

#include "ui/widgets/fields.h"
#include "ui/widgets/file_dialog.h"
#include "ui/widgets/plain_label.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <algorithm>

namespace stepmark::ui {

namespace {

constexpr int kMostLayers = 100'000;
constexpr int kFoldersHeight = 92;

QString pathText(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

/// A list such as "4, 8, 12"; empty where it is none, or not from the fewest to the most.
std::vector<int> depthsFrom(const QString& text) {
    static const QRegularExpression kBetween(QStringLiteral("[\\s,;，、]+"));
    std::vector<int> depths;
    for (const QString& word : text.split(kBetween, Qt::SkipEmptyParts)) {
        bool ok = false;
        const int depth = word.toInt(&ok);
        if (!ok || depth < 1 || depth > kMostLayers || (!depths.empty() && depth <= depths.back()))
            return {};
        depths.push_back(depth);
    }
    return depths;
}

/// A folder a line, with ":LAYERS" behind one that is cut.
std::vector<LadderModel> foldersFrom(const QString& text) {
    static const QRegularExpression kCut(QStringLiteral("^(.+):([1-9][0-9]{0,4})$"));
    std::vector<LadderModel> ladder;
    for (const QString& line : text.split(QLatin1Char('\n'))) {
        const QString folder = line.trimmed();
        if (folder.isEmpty())
            continue;
        const auto cut = kCut.match(folder);
        ladder.push_back(cut.hasMatch() ? LadderModel{cut.captured(1).toStdString(), cut.captured(2).toInt()}
                                        : LadderModel{folder.toStdString(), 0});
    }
    return ladder;
}

} // namespace

LadderField::LadderField(QWidget* parent)
    : QWidget(parent)
    , m_form(new ChoiceField) {
    m_by_depths = buildDepths();
    m_by_folders = buildFolders();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::space(2));
    m_form->addItem(tr("One model, cut at several depths"), static_cast<int>(Form::Depths));
    m_form->addItem(tr("Several models"), static_cast<int>(Form::Folders));
    m_form->setAccessibleName(tr("Ladder of models"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_form);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addWidget(m_by_depths);
    layout->addWidget(m_by_folders);
    m_by_folders->hide();
    setFocusProxy(m_form);
    connect(m_form, &QComboBox::currentIndexChanged, this, [this] {
        m_by_depths->setVisible(form() == Form::Depths);
        m_by_folders->setVisible(form() == Form::Folders);
        Q_EMIT changed();
    });
}

QWidget* LadderField::buildDepths() {
    auto* field = new QWidget;
    auto* row = new QHBoxLayout(field);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::space(2));
    m_folder = new QLineEdit;
    m_folder->setPlaceholderText(tr("built in"));
    m_folder->setAccessibleName(tr("The model's folder"));
    m_depths = new QLineEdit(QStringLiteral("1, 2, 3, 4, 6"));
    m_depths->setPlaceholderText(QStringLiteral("4, 8, 12, 20, 30"));
    m_depths->setAccessibleName(tr("Depths: after how many layers it is cut, the fewest first"));
    auto* choose = new QPushButton(tr("Choose…"));
    choose->setAccessibleName(tr("Choose the model's folder"));
    auto* depths = new PlainLabel(tr("Layers"), Type::Small, Tone::Dim);
    depths->setBuddy(m_depths);
    row->addWidget(m_folder, 3);
    row->addWidget(choose);
    row->addSpacing(Theme::space(2));
    row->addWidget(depths);
    row->addWidget(m_depths, 2);
    for (QLineEdit* edit : {m_folder, m_depths})
        connect(edit, &QLineEdit::textChanged, this, &LadderField::changed);
    connect(choose, &QPushButton::clicked, this, [this] {
        const QString folder = askFolder(this, tr("The model's folder"), m_folder->text());
        if (!folder.isEmpty())
            m_folder->setText(folder);
    });
    return field;
}

QWidget* LadderField::buildFolders() {
    auto* field = new QWidget;
    auto* row = new QHBoxLayout(field);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::space(2));
    m_folders = new QPlainTextEdit;
    m_folders->setAccessibleName(tr("Folders of the models, one a line, the weakest first"));
    m_folders->setPlaceholderText(tr("One folder a line, the weakest first; FOLDER:8 uses its first 8 layers"));
    m_folders->setTabChangesFocus(true);
    m_folders->setFixedHeight(kFoldersHeight);
    auto* add = new QPushButton(tr("Add…"));
    add->setAccessibleName(tr("Add a model's folder"));
    row->addWidget(m_folders, 1);
    row->addWidget(add, 0, Qt::AlignTop);
    connect(m_folders, &QPlainTextEdit::textChanged, this, &LadderField::changed);
    connect(add, &QPushButton::clicked, this, [this] {
        const QString folder = askFolder(this, tr("The next model's folder"), {});
        if (!folder.isEmpty())
            m_folders->setPlainText(QStringLiteral("%1\n%2").arg(m_folders->toPlainText(), folder).trimmed());
    });
    return field;
}

LadderField::Form LadderField::form() const { return static_cast<Form>(m_form->currentData().toInt()); }

std::vector<LadderModel> LadderField::ladder() const {
    if (!problem().isEmpty())
        return {};
    if (form() == Form::Folders)
        return foldersFrom(m_folders->toPlainText());
    std::vector<LadderModel> ladder;
    for (const int depth : depthsFrom(m_depths->text()))
        ladder.push_back({m_folder->text().trimmed().toStdString(), depth});
    return ladder;
}

void LadderField::setLadder(const std::vector<LadderModel>& ladder) {
    const bool one = std::all_of(ladder.begin(), ladder.end(), [&](const LadderModel& model) {
        return model.folder == ladder.front().folder && model.layers > 0;
    });
    QStringList depths, lines;
    for (const LadderModel& model : ladder) {
        depths.append(QString::number(model.layers));
        lines.append(model.layers > 0 ? QStringLiteral("%1:%2").arg(pathText(model.folder)).arg(model.layers)
                                      : pathText(model.folder));
    }
    m_form->setCurrentIndex(one ? 0 : 1);
    if (one && !ladder.empty()) {
        m_folder->setText(pathText(ladder.front().folder));
        m_depths->setText(depths.join(QStringLiteral(", ")));
    } else {
        m_folders->setPlainText(lines.join(QLatin1Char('\n')));
    }
}

QString LadderField::problem() const {
    if (form() == Form::Folders)
        return foldersFrom(m_folders->toPlainText()).size() < 2
                   ? tr("A ladder has at least two models: name their folders, one a line, the weakest first.")
                   : QString();
    return depthsFrom(m_depths->text()).size() < 2
               ? tr("Name at least two depths, from the fewest layers to the most, such as 4, 8, 12, 20, 30.")
               : QString();
}

} // namespace stepmark::ui

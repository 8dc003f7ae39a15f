// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/labelling/labelling_pages.h"

#include "ui/label/keys_dialog.h"
#include "ui/labelling/key_sheet.h"
#include "ui/shell/main_window.h"

#include <utility>

namespace stepmark::ui {

namespace {

/// What a page needs to know of a project here: that there is none. Who feeds it tells it the rest.
std::function<void(const std::optional<ProjectView>&)> without(std::function<void()> empty) {
    return [empty = std::move(empty)](const std::optional<ProjectView>& project) {
        if (!project)
            empty();
    };
}

QKeySequence ctrl(Qt::Key key) { return QKeySequence(Qt::CTRL | key); }

} // namespace

LabellingPages::LabellingPages(MainWindow& window)
    : m_window(window)
    , m_transfer(window)
    , m_label(new LabelPage)
    , m_review(new ReviewPage)
    , m_data(new DataPage)
    , m_rounds(new RoundsPage)
    , m_labelers(new LabelersPage) {
    connectPages();
}

void LabellingPages::furnish(Furniture& furniture) {
    for (PageEntry& entry : pages())
        furniture.pages.push_back(std::move(entry));
    for (auto& group : fileMenu())
        furniture.file.push_back(std::move(group));
    furniture.help.push_back({.text = tr("All &keys"),
                              .keys = {QKeySequence(QKeySequence::HelpContents), QKeySequence(Qt::Key_Question)},
                              .run = [this] { showKeySheet(); }});
    furniture.help.push_back({.text = tr("&Change keys…"), .run = [this] { changeKeys(); }});
}

std::vector<PageEntry> LabellingPages::pages() {
    return {{.page = m_label,
             .name = QStringLiteral("label"),
             .title = tr("Label"),
             .menu_text = tr("&Label"),
             .key = ctrl(Qt::Key_1),
             .project = without([this] { m_label->showNoProject(); })},
            {.page = m_review,
             .name = QStringLiteral("review"),
             .title = tr("Review"),
             .menu_text = tr("Re&view"),
             .key = ctrl(Qt::Key_2),
             .project = without([this] { m_review->showNoProject(); })},
            {.page = m_data,
             .name = QStringLiteral("data"),
             .title = tr("Data"),
             .menu_text = tr("D&ata"),
             .key = ctrl(Qt::Key_3),
             .project = without([this] {
                 m_data->showNoProject();
                 m_transfer.close();
             })},
            {.page = m_rounds,
             .name = QStringLiteral("rounds"),
             .title = tr("Rounds"),
             .menu_text = tr("&Rounds"),
             .key = ctrl(Qt::Key_4),
             .project = without([this] {
                 m_rounds->showNoProject();
                 m_rounds->setHistory({});
             })},
            {.page = m_labelers,
             .name = QStringLiteral("labelers"),
             .title = tr("Labelers"),
             .menu_text = tr("La&belers"),
             .key = ctrl(Qt::Key_5),
             .project = without([this] { m_labelers->showNoProject(); })}};
}

std::vector<std::vector<MenuEntry>> LabellingPages::fileMenu() {
    const auto entry = [](const QString& text, const QList<QKeySequence>& keys, std::function<void()> run) {
        return MenuEntry{text, keys, Availability::WithProject, std::move(run)};
    };
    return {{entry(tr("&Import…"), {ctrl(Qt::Key_I)}, [this] { m_transfer.askImport(); }),
             entry(tr("&Export…"), {ctrl(Qt::Key_E)}, [this] { m_transfer.askExport(); }),
             entry(tr("&Hold out problems…"), {}, [this] { m_transfer.askHoldOut(); })},
            {entry(tr("Change &labeler…"), {}, [this] { Q_EMIT m_window.labelerChangeWanted(); }),
             entry(tr("My last solution is &gold"), {ctrl(Qt::Key_G)}, [this] { Q_EMIT goldWanted(false); }),
             entry(tr("My last solution is for scr&eening"), {}, [this] { Q_EMIT goldWanted(true); })}};
}

void LabellingPages::connectPages() {
    connect(m_review, &ReviewPage::notice, &m_window, &MainWindow::showNotice);
    connect(m_rounds, &RoundsPage::notice, &m_window, &MainWindow::showNotice);
    connect(m_labelers, &LabelersPage::notice, &m_window, &MainWindow::showNotice);
    connect(m_label, &LabelPage::projectWanted, &m_window, &MainWindow::showHome);
    connect(m_review, &ReviewPage::projectWanted, &m_window, &MainWindow::showHome);
    connect(m_data, &DataPage::projectWanted, &m_window, &MainWindow::showHome);
    connect(m_rounds, &RoundsPage::projectWanted, &m_window, &MainWindow::showHome);
    connect(m_labelers, &LabelersPage::projectWanted, &m_window, &MainWindow::showHome);
    connect(m_label, &LabelPage::roundWanted, this, [this] { m_window.showPage(m_rounds); });
    connect(m_label, &LabelPage::importWanted, &m_transfer, &TransferDialogs::askImport);
    connect(m_label, &LabelPage::keySheetWanted, this, &LabellingPages::showKeySheet);
    connect(m_data, &DataPage::importWanted, &m_transfer, &TransferDialogs::askImport);
    connect(m_data, &DataPage::exportWanted, &m_transfer, &TransferDialogs::askExport);
    connect(&m_window, &MainWindow::filesDropped, &m_transfer, &TransferDialogs::openImport);
}

// ---- the keys

void LabellingPages::saveTo(QSettings& settings) const { m_label->keys().saveTo(settings); }

void LabellingPages::restoreFrom(const QSettings& settings) {
    KeyMap keys;
    keys.restoreFrom(settings);
    m_label->setKeys(keys);
}

void LabellingPages::showKeySheet() {
    KeySheet sheet(m_label->keys(), &m_window);
    bool change = false;
    connect(&sheet, &KeySheet::changeWanted, &sheet, [&] {
        change = true;
        sheet.accept();
    });
    sheet.exec();
    if (change)
        changeKeys();
}

void LabellingPages::changeKeys() {
    KeysDialog dialog(m_label->keys(), &m_window);
    if (dialog.exec() != QDialog::Accepted || dialog.keys() == m_label->keys())
        return;
    m_label->setKeys(dialog.keys());
    Q_EMIT keysChanged();
}

} // namespace stepmark::ui

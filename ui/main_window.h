// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/data/data_page.h"
#include "ui/label/label_page.h"
#include "ui/labelers/labelers_page.h"
#include "ui/review/review_page.h"
#include "ui/rounds/rounds_page.h"
#include "ui/start/start_page.h"
#include "ui/transfer/hold_out_view.h"
#include "ui/transfer/transfer_view.h"
#include "ui/window/window_views.h"

#include <QMainWindow>
#include <QPointer>

#include <optional>
#include <utility>
#include <vector>

class QAction;
class QMenu;
class QSettings;
class QStackedWidget;

namespace stepmark::ui {

class ExportDialog;
class HeaderBar;
class HoldOutDialog;
class ImportDialog;
class LostBar;
class NavigationBar;
class NoticeBar;
class StatusBar;

/// The window: header, navigation, pages, status bar, menus. Owns the pages; whoever wires them uses the accessors.
/// Asks for files itself (dialogs), so that its signals carry complete intents. Main thread only.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    enum class Page { Start, Label, Review, Data, Rounds, Labelers };
    struct LanguageChoice {
        QString code, name;
    };

    explicit MainWindow(QWidget* parent = nullptr);

    StartPage* startPage() const { return m_start; }
    LabelPage* labelPage() const { return m_label; }
    ReviewPage* reviewPage() const { return m_review; }
    DataPage* dataPage() const { return m_data; }
    RoundsPage* roundsPage() const { return m_rounds; }
    LabelersPage* labelersPage() const { return m_labelers; }
    ImportDialog* importDialog() const; ///< nullptr: none is open
    ExportDialog* exportDialog() const;
    /// What its import and export dialogs offer.
    void setFormats(std::vector<FormatItem> formats) { m_formats = std::move(formats); }
    HoldOutDialog* holdOutDialog() const;
    LostBar* lostBar() const { return m_lost; }
    StatusBar* statusLine() const { return m_status; }
    Page page() const { return m_page; }
    /// Size, page, theme, text size and keys, kept from one start to the next.
    void saveTo(QSettings& settings) const;
    void restoreFrom(const QSettings& settings);
    /// Where the window was left last time, to be shown with the first project; after that the label page.
    Page takeRestoredPage() { return std::exchange(m_restored_page, Page::Label); }

public Q_SLOTS:
    void showPage(stepmark::ui::MainWindow::Page page);
    /// nullopt: no project is open. Does not change the page.
    void setProject(const std::optional<stepmark::ui::ProjectView>& project);
    void setSavedState(const stepmark::ui::SavedState& state);
    /// Header, status bar and rounds page; nullopt: nothing runs.
    void setJob(const std::optional<stepmark::ui::JobView>& job);
    /// A line above the page until it is closed or replaced.
    void showNotice(const QString& text, bool is_error = false);
    void clearNotice();
    /// A red bar above the page until it is there again (nullopt).
    void setLost(const std::optional<stepmark::ui::LostProject>& lost);
    /// For the about dialog: one "name version" a line.
    void setVersions(const QString& lines) { m_versions = lines; }
    /// The languages of the menu, `current` one of their codes.
    void setLanguages(const std::vector<LanguageChoice>& languages, const QString& current);
    void showKeySheet();
    void changeKeys();

Q_SIGNALS:
    void newProjectRequested(const QString& path, const QString& title);
    void sampleProjectRequested(const QString& path);
    void openProjectRequested(const QString& path);
    void closeProjectRequested();
    void saveElsewhereRequested(const QString& path); ///< the lost project, to go on with there
    void goOnRequested();                             ///< with the file that stands at the lost project's path
    void importPreviewWanted(const stepmark::ui::ImportChoice& choice);
    void importRequested(const stepmark::ui::ImportChoice& choice);
    void exportCountsWanted(const stepmark::ui::ExportChoice& choice);
    void exportRequested(const stepmark::ui::ExportChoice& choice);
    void transferCancelRequested();
    void holdOutCountsWanted(const stepmark::ui::HoldOutChoice& choice);
    void holdOutRequested(const stepmark::ui::HoldOutChoice& choice);
    void labelerChangeWanted();
    void goldWanted(bool screening); ///< the solution finished last shall be a gold item
    void retrySaveRequested();
    void refusedWanted(); ///< to see what the project refused to store
    void languageChangeRequested(const QString& code);
    void keysChanged(); ///< to be kept: saveTo()
    void pageChanged(stepmark::ui::MainWindow::Page page);
    void aboutToQuit(); ///< the window is closing, everything pending should be written

protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildMenus();
    void buildFileMenu();
    void buildViewMenu();
    void buildLayout();
    QWidget* widgetOf(Page page) const;
    void fitNavigation();
    void connectPages();
    void askNewProject();
    void askSampleProject();
    void askOpenProject();
    void askSaveElsewhere();
    void askImport();
    void openImport(const QStringList& files);
    void askExport();
    void askHoldOut();
    void showAbout();

    HeaderBar* m_header = nullptr;
    NavigationBar* m_navigation = nullptr;
    LostBar* m_lost = nullptr;
    NoticeBar* m_notice = nullptr;
    StatusBar* m_status = nullptr;
    QStackedWidget* m_stack = nullptr;
    StartPage* m_start = nullptr;
    LabelPage* m_label = nullptr;
    ReviewPage* m_review = nullptr;
    DataPage* m_data = nullptr;
    std::vector<FormatItem> m_formats;
    QPointer<ImportDialog> m_import_dialog;
    QPointer<ExportDialog> m_export_dialog;
    QPointer<HoldOutDialog> m_hold_out_dialog;
    RoundsPage* m_rounds = nullptr;
    LabelersPage* m_labelers = nullptr;
    Page m_page = Page::Start;
    Page m_restored_page = Page::Label;
    QList<QAction*> m_project_actions; ///< only with a project open
    QAction* m_dark_action = nullptr;
    QMenu* m_languages = nullptr;
    QString m_versions;
};

} // namespace stepmark::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/jobs/job_view.h"
#include "ui/shell/page_entry.h"
#include "ui/shell/window_views.h"

#include <QMainWindow>

#include <optional>
#include <utility>
#include <vector>

class QAction;
class QMenu;
class QSettings;
class QStackedWidget;

namespace stepmark::ui {

class HeaderBar;
class LostBar;
class NavigationBar;
class NoticeBar;
class StatusBar;

/// The window: header, navigation, status bar, menus, and between them the pages that others register. Asks for a
/// project's file itself (dialogs), so that its signals carry complete intents. Main thread only.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    struct LanguageChoice {
        QString code, name;
    };

    explicit MainWindow(QWidget* parent = nullptr);
    /// Once, before it is shown.
    void furnish(Furniture furniture);

    QWidget* page() const;
    bool isHome() const;
    bool hasProject() const { return !windowFilePath().isEmpty(); }
    LostBar* lostBar() const { return m_lost; }
    StatusBar* statusLine() const { return m_status; }
    /// Size, page, theme and text size, kept from one start to the next.
    void saveTo(QSettings& settings) const;
    void restoreFrom(const QSettings& settings);
    /// Where the window was left last time, to be shown with the first project; after that the first page.
    QWidget* takeRestoredPage();

public Q_SLOTS:
    void showPage(QWidget* page);
    void showHome();
    /// nullopt: no project is open. Does not change the page, unless it cannot be seen without one.
    void setProject(const std::optional<stepmark::ui::ProjectView>& project);
    void setSavedState(const stepmark::ui::SavedState& state);
    /// Nothing is there that could be saved.
    void clearSavedState();
    /// Header and status bar; nullopt: nothing runs.
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
    void askNewProject();
    void askSampleProject();
    void askOpenProject();

Q_SIGNALS:
    void newProjectRequested(const QString& path, const QString& title);
    void sampleProjectRequested(const QString& path);
    void openProjectRequested(const QString& path);
    void closeProjectRequested();
    void saveElsewhereRequested(const QString& path); ///< the lost project, to go on with there
    void goOnRequested();                             ///< with the file that stands at the lost project's path
    void filesDropped(const QStringList& files);      ///< while a project is open
    void labelerChangeWanted();
    void retrySaveRequested();
    void refusedWanted(); ///< to see what the project refused to store
    void languageChangeRequested(const QString& code);
    void pageChanged(QWidget* page);
    void aboutToQuit(); ///< the window is closing, everything pending should be written

protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    struct Place {
        PageEntry entry;
        QAction* action = nullptr; ///< in the view menu
    };
    void buildMenus(const Furniture& furniture);
    void buildFileMenu(const Furniture& furniture);
    void buildViewMenu();
    void addEntries(QMenu* menu, const std::vector<MenuEntry>& entries);
    void buildLayout();
    void connectParts();
    void fitNavigation();
    void showPlace(std::size_t place);
    void askSaveElsewhere();
    void showAbout();

    HeaderBar* m_header = nullptr;
    NavigationBar* m_navigation = nullptr;
    LostBar* m_lost = nullptr;
    NoticeBar* m_notice = nullptr;
    StatusBar* m_status = nullptr;
    QStackedWidget* m_stack = nullptr;
    std::vector<Place> m_places; ///< the pages in their order, home last; navigation and stack count as this does
    std::size_t m_current = 0;
    std::size_t m_restored = 0;
    QList<QAction*> m_project_actions; ///< only with a project open
    QAction* m_dark_action = nullptr;
    QMenu* m_languages = nullptr;
    QString m_versions;
};

} // namespace stepmark::ui

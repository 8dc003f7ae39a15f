// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QWidget>

#include <vector>

class QLayout;
class QListView;
class QStandardItemModel;
class QStackedWidget;

namespace stepmark::ui {

class PlainLabel;

struct RecentProject {
    QString path;
    QString title;
    QDateTime opened;
    bool exists = true;
};

/// The first page: new project, sample project, open, and the projects opened lately. Main thread only.
class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);

public Q_SLOTS:
    void setRecent(const std::vector<stepmark::ui::RecentProject>& projects);
    /// While something is being opened or made: buttons off, the text shown. Empty: back to normal.
    void setBusy(const QString& what);
    void setError(const QString& message);

Q_SIGNALS:
    void newProjectRequested(); ///< the window asks for the file
    void sampleProjectRequested();
    void openRequested();
    void openPathRequested(const QString& path);
    void forgetRequested(const QString& path); ///< Delete on a recent project

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QLayout* buildActions();
    void buildRecent();
    void fitList();
    void activate(int row);

    QListView* m_list = nullptr;
    QStandardItemModel* m_model = nullptr;
    QStackedWidget* m_recent_stack = nullptr;
    PlainLabel* m_message = nullptr;
    QList<QWidget*> m_actions;
};

} // namespace stepmark::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/start/start_page.h"

#include <QSettings>
#include <QString>

#include <memory>
#include <vector>

namespace stepmark::desktop {

/// What this user's desktop remembers between starts. Main thread only.
class DesktopSettings {
public:
    /// `file`: an INI file to use; empty: where the system keeps settings.
    explicit DesktopSettings(const QString& file = {});

    /// The name the ratings are stored under; the user's login name until chosen.
    QString labeler() const;
    void setLabeler(const QString& name);

    /// Language::codes(); empty: as the system.
    QString language() const;
    void setLanguage(const QString& code);

    std::vector<ui::RecentProject> recent() const; ///< newest first
    void addRecent(const QString& path, const QString& title);
    void forgetRecent(const QString& path);

    /// For the window, which keeps its own place and look in them.
    QSettings& store() { return *m_settings; }

    static constexpr int kMostRecent = 12;

private:
    void write(const std::vector<ui::RecentProject>& projects);

    std::unique_ptr<QSettings> m_settings;
};

} // namespace stepmark::desktop

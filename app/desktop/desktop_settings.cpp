// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktop_settings.h"

#include <QFileInfo>

#include <algorithm>

#include <pwd.h>
#include <unistd.h>

namespace stepmark::desktop {

namespace {

QString loginName() {
    if (const passwd* user = ::getpwuid(::getuid()); user && user->pw_name && *user->pw_name)
        return QString::fromLocal8Bit(user->pw_name);
    const QString name = qEnvironmentVariable("USER");
    return name.isEmpty() ? QStringLiteral("labeler") : name;
}

} // namespace

DesktopSettings::DesktopSettings(const QString& file)
    : m_settings(file.isEmpty() ? std::make_unique<QSettings>(QStringLiteral("Stepmark"), QStringLiteral("stepmark"))
                                : std::make_unique<QSettings>(file, QSettings::IniFormat)) {}

QString DesktopSettings::labeler() const {
    const QString name = m_settings->value(QStringLiteral("labeler/name")).toString().trimmed();
    return name.isEmpty() ? loginName() : name;
}

void DesktopSettings::setLabeler(const QString& name) {
    m_settings->setValue(QStringLiteral("labeler/name"), name.trimmed());
}

QString DesktopSettings::language() const { return m_settings->value(QStringLiteral("window/language")).toString(); }

void DesktopSettings::setLanguage(const QString& code) {
    m_settings->setValue(QStringLiteral("window/language"), code);
}

std::vector<ui::RecentProject> DesktopSettings::recent() const {
    std::vector<ui::RecentProject> projects;
    const int count = m_settings->beginReadArray(QStringLiteral("recent"));
    for (int i = 0; i < std::min(count, kMostRecent); ++i) {
        m_settings->setArrayIndex(i);
        ui::RecentProject project;
        project.path = m_settings->value(QStringLiteral("path")).toString();
        project.title = m_settings->value(QStringLiteral("title")).toString();
        project.opened = m_settings->value(QStringLiteral("opened")).toDateTime();
        project.exists = QFileInfo::exists(project.path);
        if (!project.path.isEmpty())
            projects.push_back(std::move(project));
    }
    m_settings->endArray();
    return projects;
}

void DesktopSettings::write(const std::vector<ui::RecentProject>& projects) {
    m_settings->remove(QStringLiteral("recent"));
    m_settings->beginWriteArray(QStringLiteral("recent"));
    for (int i = 0; i < std::min(static_cast<int>(projects.size()), kMostRecent); ++i) {
        m_settings->setArrayIndex(i);
        const ui::RecentProject& project = projects[static_cast<std::size_t>(i)];
        m_settings->setValue(QStringLiteral("path"), project.path);
        m_settings->setValue(QStringLiteral("title"), project.title);
        m_settings->setValue(QStringLiteral("opened"), project.opened);
    }
    m_settings->endArray();
    m_settings->sync();
}

void DesktopSettings::addRecent(const QString& path, const QString& title) {
    auto projects = recent();
    std::erase_if(projects, [&](const ui::RecentProject& project) { return project.path == path; });
    projects.insert(projects.begin(), {path, title, QDateTime::currentDateTime(), true});
    write(projects);
}

void DesktopSettings::forgetRecent(const QString& path) {
    auto projects = recent();
    std::erase_if(projects, [&](const ui::RecentProject& project) { return project.path == path; });
    write(projects);
}

} // namespace stepmark::desktop

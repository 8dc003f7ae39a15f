// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <grp.h>
#include <sys/wait.h>
#include <unistd.h>

#include <exception>
#include <functional>
#include <string>
#include <vector>

// Other processes, and as root other users, that meet on one project. Made by fork: no project may be open in the
// parent, as SQLite's books of its own locks would come along.
namespace stepmark::fixture {

inline constexpr uid_t kNobody = 65534, kAnn = 61001, kBob = 61002;

/// Becomes that user for good; nothing where one is not root (one stays who one is).
inline void become(uid_t user, const std::vector<gid_t>& groups = {}) {
    if (::geteuid() != 0)
        return;
    if (::setgroups(groups.size(), groups.data()) != 0 || ::setgid(user) != 0 || ::setuid(user) != 0)
        ::_exit(99);
}

/// Runs in a process of its own and ends it without closing anything, as a kill would.
class Child {
public:
    explicit Child(const std::function<QString(Child&)>& work) {
        if (::pipe(m_to_child) != 0 || ::pipe(m_from_child) != 0)
            qFatal("no pipe");
        m_pid = ::fork();
        if (m_pid != 0) {
            ::close(m_to_child[0]);
            ::close(m_from_child[1]);
            return;
        }
        QString said;
        try {
            said = work(*this);
        } catch (const std::exception& error) {
            said = QString::fromUtf8(error.what());
        }
        const QByteArray bytes = said.toUtf8();
        [[maybe_unused]] const auto written =
            ::write(m_from_child[1], bytes.data(), static_cast<std::size_t>(bytes.size()));
        ::_exit(0);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        if (m_pid > 0)
            said();
    }

    // In the child: says that it has come so far, and waits to be told to go on.
    void pause() {
        char c = '.';
        if (::write(m_from_child[1], &c, 1) != 1 || ::read(m_to_child[0], &c, 1) != 1)
            ::_exit(98);
    }
    // In the parent.
    void waitForPause() {
        char c = 0;
        if (::read(m_from_child[0], &c, 1) != 1)
            qFatal("the child ended too early");
    }
    void goOn() {
        if (::write(m_to_child[1], ".", 1) != 1)
            qFatal("no child");
    }
    /// What it returned, or the message of what it threw.
    QString said() {
        QByteArray bytes;
        char buffer[4096];
        for (ssize_t n = 0; (n = ::read(m_from_child[0], buffer, sizeof buffer)) > 0;)
            bytes.append(buffer, n);
        int status = 0;
        ::waitpid(m_pid, &status, 0);
        ::close(m_from_child[0]);
        ::close(m_to_child[1]);
        m_pid = 0;
        return status == 0 ? QString::fromUtf8(bytes) : QStringLiteral("child ended with %1").arg(status);
    }

private:
    int m_to_child[2]{}, m_from_child[2]{};
    pid_t m_pid = -1;
};

inline QString inChild(const std::function<QString()>& work) {
    return Child([&](Child&) { return work(); }).said();
}

} // namespace stepmark::fixture

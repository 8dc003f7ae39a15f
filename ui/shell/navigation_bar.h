// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QWidget>

#include <map>

namespace stepmark::ui {

/// A page's name with its icon, where it has one, and its key, at the window's left. Main thread only.
class NavigationButton : public QAbstractButton {
    Q_OBJECT
public:
    NavigationButton(const QString& text, const QString& key, QWidget* parent = nullptr);
    /// Without its key, which is then a tool tip.
    void setCompact(bool compact);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    QString m_key;
    bool m_compact = false;
};

/// The pages. Ids are the caller's. Main thread only.
class NavigationBar : public QWidget {
    Q_OBJECT
public:
    explicit NavigationBar(QWidget* parent = nullptr);
    /// Items added after the first with `at_bottom` stand at the bottom.
    NavigationButton* addPage(int id, const QString& text, const QString& key, bool at_bottom = false);
    void setCurrent(int id);
    void setPageEnabled(int id, bool enabled);
    /// Names without keys: for large text in a small window.
    void setCompact(bool compact);

Q_SIGNALS:
    void chosen(int id);

private:
    std::map<int, NavigationButton*> m_buttons;
    bool m_stretched = false;
};

} // namespace stepmark::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QFont>

class QPainter;

namespace stepmark::ui {

QFont keyCapFont();
QSize keyCapSize(const QString& key);
/// Draws a key cap at the left of `rect`, centred in its height; returns its width.
int drawKeyCap(QPainter& painter, const QRect& rect, const QString& key);

/// A key and what it does, written where it acts; a click does the same. Takes no focus: its key is quicker. Main
/// thread only.
class KeyHint : public QAbstractButton {
    Q_OBJECT
public:
    KeyHint(const QString& key, const QString& text, QWidget* parent = nullptr);
    void setHint(const QString& text);
    void setKey(const QString& key);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override; ///< the key and some of the words: they end in an ellipsis

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    QString m_key;
};

} // namespace stepmark::ui

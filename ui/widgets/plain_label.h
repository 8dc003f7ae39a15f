// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QLabel>

namespace stepmark::ui {

/// What a text's colour says; the colour itself comes from the palette.
enum class Tone { Ink, Dim, Accent, Negative, Neutral, Positive };

/// A label that shows data: plain text always (QLabel would guess rich text), styled by role. Main thread only.
class PlainLabel : public QLabel {
    Q_OBJECT
public:
    explicit PlainLabel(const QString& text = {}, Type type = Type::Body, Tone tone = Tone::Ink,
                        QWidget* parent = nullptr);
    void setTone(Tone tone);

private:
    Tone m_tone;
};

/// One line that gives way: cut with an ellipsis where there is no room.
class ElidedLabel : public PlainLabel {
    Q_OBJECT
public:
    using PlainLabel::PlainLabel;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// A page's heading, as high as a button beside it, so that the headings of all pages stand alike.
PlainLabel* makeHeading(const QString& text, QWidget* parent = nullptr);

/// A group's heading, in small capitals' stead.
PlainLabel* makeCaption(const QString& text, QWidget* parent = nullptr);

} // namespace stepmark::ui

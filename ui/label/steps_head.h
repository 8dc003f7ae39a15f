// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>
#include <QString>

namespace stepmark::ui {

class ElidedLabel;
class PlainLabel;

/// The line above the steps: their heading, or what is to be said right now. One height for both, so that nothing
/// jumps. Main thread only.
class StepsHead : public QStackedWidget {
    Q_OBJECT
public:
    enum class Tone { Quiet, Error, Ask };

    explicit StepsHead(QWidget* parent = nullptr);

    void setCaption(const QString& caption);
    /// Empty: the heading. `brief` where there is no room for the whole; empty: that is cut.
    void setHint(const QString& whole, Tone tone, const QString& brief = {});
    QString hint() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();

    PlainLabel* m_caption = nullptr;
    ElidedLabel* m_hint = nullptr;
    QString m_whole, m_brief;
};

} // namespace stepmark::ui

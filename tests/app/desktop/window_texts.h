// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMutex>
#include <QSet>
#include <QStringList>
#include <QTranslator>
#include <QWidget>

namespace stepmark::desktop::testing {

/// Every text of the widget and of all within it, seen or not: labels, buttons, choices, headings, cells, menus, hints
/// of empty fields, tool tips, and what a screen reader says.
QStringList textsOf(QWidget& window);

/// The words of a project's data: problems, steps, names, notes, sources.
QSet<QString> wordsOfProject(const QString& path);

/// The texts that hold an English word (of four letters or more) which is neither a name, a key nor one of `data`.
QStringList englishIn(const QStringList& texts, const QSet<QString>& data);

/// Hears which of our texts are asked for that no language has under their context. Made before a language is
/// installed, as who comes first is asked last. Texts are asked for on the storage thread too.
class Untranslated : public QTranslator {
public:
    Untranslated();
    ~Untranslated() override;
    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* source, const char* comment, int n) const override;
    /// "context: text", in order.
    QStringList heard() const;

private:
    mutable QMutex m_mutex;
    mutable QSet<QString> m_heard;
};

} // namespace stepmark::desktop::testing

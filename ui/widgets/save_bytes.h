// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

class QImage;

namespace stepmark::ui {

/// Writes a file that the user named, see files::OutputFile. Returns an empty text, or what went wrong and what to do.
/// Main thread only.
QString saveBytes(const QByteArray& bytes, const QString& path);
/// The same for a picture, as PNG.
QString savePng(const QImage& image, const QString& path);

} // namespace stepmark::ui

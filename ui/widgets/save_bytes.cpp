// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/save_bytes.h"

#include "model/domain/error.h"
#include "model/files/output_file.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QImage>

namespace stepmark::ui {

QString saveBytes(const QByteArray& bytes, const QString& path) {
    try {
        // Absolute: what is typed into a dialog never means this program's standard output.
        const QByteArray name = QFile::encodeName(QFileInfo(path).absoluteFilePath());
        files::writeFile(name.toStdString(), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
        return {};
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
}

QString savePng(const QImage& image, const QString& path) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return saveBytes(bytes, path);
}

} // namespace stepmark::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/math/formula_painter.h"

#include <QCache>
#include <QPaintEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>

namespace stepmark::ui {

namespace {

constexpr int kCache_bytes = 32 * 1024 * 1024;
constexpr int kMostPixmap_bytes = 4 * 1024 * 1024; ///< larger ones are drawn anew each time
constexpr int kMargin_px = 4;                      ///< ink may reach a little over its box

struct PixmapKey {
    std::weak_ptr<const FormulaPicture> picture; ///< keeps the address from being used again
    const FormulaPicture* address = nullptr;
    int width_px = 0;
    int height_px = 0;
    QRgb color = 0;
    bool operator==(const PixmapKey& other) const {
        return address == other.address && width_px == other.width_px && height_px == other.height_px &&
               color == other.color;
    }
};

std::size_t qHash(const PixmapKey& key, std::size_t seed = 0) {
    return qHashMulti(seed, key.address, key.width_px, key.height_px, key.color);
}

QByteArray colored(const QByteArray& svg, const QColor& color) {
    QByteArray result = svg;
    return result.replace("\"currentColor\"", '"' + color.name().toLatin1() + '"');
}

QPixmap render(const FormulaPicture& picture, QSize size, const QColor& color) {
    QPixmap pixmap(size + QSize(2 * kMargin_px, 2 * kMargin_px));
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    QSvgRenderer(colored(picture.svg, color)).render(&painter, QRectF(QPointF(kMargin_px, kMargin_px), QSizeF(size)));
    return pixmap;
}

const QPixmap* cached(const std::shared_ptr<const FormulaPicture>& picture, QSize size, const QColor& color) {
    static QCache<PixmapKey, QPixmap> cache(kCache_bytes);
    const PixmapKey key{picture, picture.get(), size.width(), size.height(), color.rgb()};
    if (const QPixmap* known = cache.object(key))
        return known;
    auto* pixmap = new QPixmap(render(*picture, size, color));
    const int bytes = pixmap->width() * pixmap->height() * 4;
    return cache.insert(key, pixmap, bytes) ? pixmap : nullptr;
}

/// For printers and picture files: shapes, not pixels.
void drawShapes(QPainter& painter, const FormulaPart& part, const QRectF& whole, const QRectF& shown,
                const QColor& color) {
    painter.save();
    if (part.from_ex > 0 || part.to_ex < part.picture->width_ex)
        painter.setClipRect(shown, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    QSvgRenderer(colored(part.picture->svg, color)).render(&painter, whole);
    painter.restore();
}

bool isPlainRaster(const QPainter& painter) {
    const QTransform transform = painter.deviceTransform();
    return painter.paintEngine() && painter.paintEngine()->type() == QPaintEngine::Raster &&
           transform.type() <= QTransform::TxScale && transform.m11() > 0 &&
           std::abs(transform.m11() - transform.m22()) < 1e-6;
}

} // namespace

void drawFormula(QPainter& painter, const FormulaPart& part, QPointF top_left, double ex, const QColor& color) {
    const FormulaPicture& picture = *part.picture;
    const QRectF whole(top_left.x() - part.from_ex * ex, top_left.y(), picture.width_ex * ex, picture.height_ex * ex);
    const QRectF shown(top_left, QSizeF((part.to_ex - part.from_ex) * ex, whole.height()));
    if (whole.isEmpty())
        return;
    const double scale = painter.deviceTransform().m11();
    const QSizeF wanted = whole.size() * scale;
    if (!isPlainRaster(painter) || wanted.width() * wanted.height() * 4 > kMostPixmap_bytes)
        return drawShapes(painter, part, whole, shown, color);
    const QSize size(std::max(1, qCeil(wanted.width())), std::max(1, qCeil(wanted.height())));
    const QPixmap* pixmap = cached(part.picture, size, color);
    if (!pixmap)
        return;
    // On whole pixels of the device, or it would blur.
    const bool first = part.from_ex <= 0;
    const bool last = part.to_ex >= picture.width_ex;
    const int from = first ? 0 : kMargin_px + qRound(part.from_ex * ex * scale);
    const int to = last ? pixmap->width() : kMargin_px + qRound(part.to_ex * ex * scale);
    const QPointF device = painter.deviceTransform().map(top_left);
    painter.save();
    painter.resetTransform();
    const QTransform to_logical = painter.deviceTransform().inverted();
    const QPointF at(qRound(device.x()) - (first ? kMargin_px : 0), qRound(device.y()) - kMargin_px);
    const QSizeF extent(to - from, pixmap->height());
    painter.drawPixmap(to_logical.mapRect(QRectF(at, extent)), *pixmap, QRectF(from, 0, to - from, pixmap->height()));
    painter.restore();
}

} // namespace stepmark::ui

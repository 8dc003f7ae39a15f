// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/math/math_engine.h"

#include "model/domain/error.h"
#include "ui/math/tex_scan.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>

#include <cmath>

namespace stepmark::ui {

namespace {

constexpr int kMostNested = 100;    ///< braces; each costs the engine's stack some kilobytes
constexpr double kMostEx = 1000;    ///< width or height; wider than any page
constexpr int kMostSvg = 1'000'000; ///< bytes

// In this order: each finds what it builds on in the global MathJax object.
constexpr const char* kFiles[] = {
    "core.js",      "liteDOM.js",   "tex-base.js", "newcommand.js",   "enclose.js",  "textmacros.js",
    "empheq.js",    "ams.js",       "amscd.js",    "boldsymbol.js",   "braket.js",   "cancel.js",
    "cases.js",     "centernot.js", "color.js",    "configmacros.js", "extpfeil.js", "gensymb.js",
    "mathtools.js", "textcomp.js",  "upgreek.js",  "verb.js",         "svg.js",      "tex-font.js",
};

QString read(const QString& folder, const QString& name) {
    QFile file(folder + QLatin1Char('/') + name);
    if (!file.open(QIODevice::ReadOnly))
        throw Error("MathJax's file " + file.fileName().toStdString() +
                    " cannot be read; bootstrap.sh build puts it there.");
    return QString::fromUtf8(file.readAll());
}

FormulaPicture broken(const QString& error) {
    FormulaPicture picture;
    picture.error = error.simplified().left(200);
    return picture;
}

} // namespace

MathEngine::MathEngine(const QString& folder) {
    // Qt remarks on MathJax's minified style in a hundred lines.
    static const bool quiet = [] {
        QLoggingCategory::setFilterRules(QStringLiteral("qt.qml.compiler=false"));
        return true;
    }();
    Q_UNUSED(quiet)
    m_engine.evaluate(QStringLiteral("var MathJax = {};"));
    for (const char* name : kFiles) {
        const QString file = QLatin1String(name);
        const QJSValue result = m_engine.evaluate(read(folder, file), file);
        if (result.isError())
            throw Error("MathJax's file " + file.toStdString() + " does not run: " + result.toString().toStdString());
    }
    m_typeset = m_engine.evaluate(read(folder, QStringLiteral("typeset.js")), QStringLiteral("typeset.js"));
    if (!m_typeset.isCallable())
        throw Error("MathJax does not run: " + m_typeset.toString().toStdString());
}

FormulaPicture MathEngine::typeset(const FormulaSource& source) {
    if (source.tex.size() > kMostSource)
        return broken(QCoreApplication::translate("MathEngine", "This formula is too long to be drawn."));
    if (deepestGroup(source.tex) > kMostNested)
        return broken(QCoreApplication::translate("MathEngine", "This formula is nested too deeply to be drawn."));
    const QJSValue result = m_typeset.call({source.tex, source.display});
    if (m_engine.isInterrupted())
        return broken(QCoreApplication::translate("MathEngine", "This formula took too long to be drawn."));
    if (result.isError() || !result.isArray()) {
        const QJSValue message = result.property(QStringLiteral("message"));
        if (result.errorType() == QJSValue::RangeError)
            return broken(QCoreApplication::translate("MathEngine", "This formula is nested too deeply to be drawn."));
        return broken(message.isString() ? message.toString() : result.toString());
    }
    FormulaPicture picture;
    picture.svg = result.property(0).toString().toUtf8();
    picture.width_ex = result.property(1).toNumber();
    picture.height_ex = result.property(2).toNumber();
    picture.depth_ex = result.property(3).toNumber();
    const bool sane = std::isfinite(picture.depth_ex) && picture.width_ex >= 0 && picture.width_ex <= kMostEx &&
                      picture.height_ex >= 0 && picture.height_ex <= kMostEx && picture.svg.size() <= kMostSvg;
    if (!sane)
        return broken(QCoreApplication::translate("MathEngine", "This formula is too large to be drawn."));
    const QJSValue breaks = result.property(4);
    const int count = breaks.property(QStringLiteral("length")).toInt();
    for (int i = 0; i < count; ++i)
        picture.breaks_ex.push_back(breaks.property(static_cast<quint32>(i)).toNumber());
    return picture;
}

QString mathJaxFolder() {
    const QString named = qEnvironmentVariable("STEPMARK_MATHJAX");
    const QString program = QCoreApplication::applicationDirPath();
    for (const QString& folder :
         {named, program + QStringLiteral("/mathjax"), program + QStringLiteral("/../bin/mathjax"),
          program + QStringLiteral("/../share/stepmark/mathjax")}) {
        if (!folder.isEmpty() && QFileInfo::exists(folder + QStringLiteral("/typeset.js")))
            return QFileInfo(folder).canonicalFilePath();
    }
    return {};
}

} // namespace stepmark::ui

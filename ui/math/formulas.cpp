// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/math/formulas.h"

#include "ui/math/formula_thread.h"
#include "ui/math/math_engine.h"
#include "ui/math/split_math.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace stepmark::ui {

namespace {

constexpr int kCache_bytes = 24 * 1024 * 1024; ///< some 4,000 formulas
constexpr int kWatch_ms = 200;

} // namespace

Formulas& Formulas::instance() {
    static Formulas formulas;
    return formulas;
}

Formulas::Formulas()
    : m_pictures(kCache_bytes) {
    m_watch.setInterval(kWatch_ms);
    connect(&m_watch, &QTimer::timeout, this, [this] {
        if (!m_thread || !m_thread->isBusy())
            m_watch.stop();
        else
            m_thread->endOverlong();
    });
    // The script engine must go before the application does.
    qAddPostRoutine([] { Formulas::instance().reset(); });
}

Formulas::~Formulas() = default;

void Formulas::reset(const QString& folder) {
    m_watch.stop();
    m_thread.reset();
    m_pictures.clear();
    m_count = {};
    m_folder = folder;
    m_given_up = false;
}

PicturePtr Formulas::find(const FormulaSource& source) const {
    const PicturePtr* picture = m_pictures.object(source);
    ++(picture ? m_count.hits : m_count.misses);
    return picture ? *picture : nullptr;
}

FormulaWish Formulas::wish(const std::vector<FormulaSource>& sources, FormulaUrgency urgency) {
    FormulaWish wish;
    for (const FormulaSource& source : sources) {
        if (m_pictures.contains(source))
            continue;
        if (!start())
            return nullptr;
        if (!wish)
            wish = std::make_shared<char>();
        m_thread->add(source, urgency, wish);
    }
    if (wish)
        m_watch.start();
    return wish;
}

FormulaWish Formulas::wishAhead(const std::vector<QString>& texts, TextForm form) {
    std::vector<FormulaSource> sources;
    for (const QString& text : texts) {
        for (const TextSpan& span : splitMath(text, form)) {
            if (span.isFormula())
                sources.push_back(
                    {text.mid(span.inner_start, span.inner_length), span.kind == TextSpan::Kind::Display});
        }
    }
    return wish(sources, FormulaUrgency::Ahead);
}

Formulas::Count Formulas::count() const {
    Count count = m_count;
    count.kept = m_pictures.size();
    count.bytes = m_pictures.totalCost();
    return count;
}

bool Formulas::isBusy() const { return m_thread && !m_given_up && m_thread->isBusy(); }

bool Formulas::start() {
    if (m_thread || m_given_up)
        return !m_given_up;
    const QString folder = m_folder.isEmpty() ? mathJaxFolder() : m_folder;
    if (folder.isEmpty()) {
        giveUp(tr("MathJax is not installed beside the program."));
        return false;
    }
    m_thread = std::make_unique<FormulaThread>(folder);
    connect(m_thread.get(), &FormulaThread::typeset, this, &Formulas::keep, Qt::QueuedConnection);
    connect(m_thread.get(), &FormulaThread::failed, this, &Formulas::giveUp, Qt::QueuedConnection);
    m_thread->start(QThread::LowPriority);
    return true;
}

void Formulas::giveUp(const QString& why) {
    if (m_given_up)
        return;
    m_given_up = true;
    m_watch.stop();
    Q_EMIT unavailable(why);
}

void Formulas::keep(const FormulaSource& source, const FormulaPicture& picture) {
    m_pictures.insert(source, new PicturePtr(std::make_shared<const FormulaPicture>(picture)), picture.bytes());
    Q_EMIT made(source);
}

QString mathJaxVersion() {
    const QString folder = mathJaxFolder();
    QFile file(QDir(folder).filePath(QStringLiteral("package.json")));
    if (folder.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object().value(u"version").toString();
}

} // namespace stepmark::ui

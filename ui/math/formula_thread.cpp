// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/math/formula_thread.h"

#include "model/domain/error.h"
#include "ui/math/math_engine.h"

namespace stepmark::ui {

namespace {

constexpr uint kStack_bytes = 16 * 1024 * 1024; ///< a parser that calls itself needs room for nested formulas

} // namespace

FormulaThread::FormulaThread(QString mathjax_folder)
    : m_folder(std::move(mathjax_folder)) {
    setStackSize(kStack_bytes);
    setObjectName(QStringLiteral("formulas"));
}

FormulaThread::~FormulaThread() {
    {
        const QMutexLocker lock(&m_mutex);
        m_stop = true;
        if (m_engine)
            m_engine->interrupt();
        m_wake.wakeAll();
    }
    wait();
}

void FormulaThread::add(const FormulaSource& source, FormulaUrgency urgency, const FormulaWish& wish) {
    const QMutexLocker lock(&m_mutex);
    if (m_current == source)
        return; // its picture is on the way
    m_queue.add(source, urgency, wish);
    m_wake.wakeAll();
}

bool FormulaThread::isBusy() const {
    const QMutexLocker lock(&m_mutex);
    return m_current || !m_queue.isEmpty();
}

void FormulaThread::endOverlong(int limit_ms) {
    const QMutexLocker lock(&m_mutex);
    if (m_engine && m_current && m_since.elapsed() > limit_ms)
        m_engine->interrupt();
}

std::optional<FormulaSource> FormulaThread::next() {
    QMutexLocker lock(&m_mutex);
    m_current.reset();
    while (!m_stop) {
        m_current = m_queue.take();
        if (m_current) {
            m_since.start();
            return m_current;
        }
        m_wake.wait(&m_mutex);
    }
    return std::nullopt;
}

void FormulaThread::setEngine(MathEngine* engine) {
    const QMutexLocker lock(&m_mutex);
    m_engine = engine;
    m_since.start(); // making an engine is not the formula's fault
}

void FormulaThread::serve(MathEngine& engine, const FormulaSource& source) {
    const FormulaPicture picture = engine.typeset(source);
    Q_EMIT typeset(source, picture);
}

void FormulaThread::run() {
    try {
        std::unique_ptr<MathEngine> engine;
        while (const auto source = next()) {
            if (!engine)
                engine = std::make_unique<MathEngine>(m_folder);
            setEngine(engine.get());
            serve(*engine, *source);
            setEngine(nullptr);
            if (engine->isInterrupted())
                engine.reset();
        }
    } catch (const Error& error) {
        Q_EMIT failed(QString::fromUtf8(error.what()));
    }
    setEngine(nullptr);
}

} // namespace stepmark::ui

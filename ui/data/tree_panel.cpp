// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/tree_panel.h"

#include "ui/data/data_text.h"
#include "ui/data/step_card.h"
#include "ui/data/tree_canvas.h"
#include "ui/data/tree_painter.h"
#include "ui/theme/theme.h"
#include "ui/widgets/count_text.h"
#include "ui/widgets/file_dialog.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/key_hint.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/text_block.h"

#include <QDir>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

namespace stepmark::ui {

namespace {
constexpr int kStepHeight = 104;
}

TreePanel::TreePanel(QWidget* parent)
    : QWidget(parent)
    , m_title(new ElidedLabel({}, Type::Heading))
    , m_facts(new PlainLabel({}, Type::Small, Tone::Dim))
    , m_canvas(new TreeCanvas)
    , m_text(new TextBlock(Type::Reading))
    , m_step_facts(new PlainLabel({}, Type::Small, Tone::Dim)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space(8), Theme::space(5), Theme::space(8), Theme::space(4));
    layout->setSpacing(Theme::space(2));
    auto* keys = new QWidget;
    auto* flow = new FlowLayout(Theme::space(4), Theme::space(1), keys);
    const auto add = [&](const QString& key, const QString& text, auto action) {
        auto* hint = new KeyHint(key, text, keys);
        connect(hint, &KeyHint::clicked, this, action);
        flow->addWidget(hint);
    };
    add(QStringLiteral("+"), tr("larger"), [this] { m_canvas->zoom(1.25); });
    add(QStringLiteral("−"), tr("smaller"), [this] { m_canvas->zoom(0.8); });
    add(QStringLiteral("F"), tr("fit"), [this] { m_canvas->fit(); });
    add(QStringLiteral("Enter"), tr("open solution"), [this] { openStep(m_canvas->selected()); });
    add(QStringLiteral("X"), tr("export picture"), [this] { askFile(); });
    add(QStringLiteral("Esc"), tr("list"), [this] { Q_EMIT backRequested(); });
    layout->addWidget(m_title);
    layout->addWidget(m_facts);
    layout->addWidget(m_canvas, 1);
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFixedHeight(kStepHeight);
    area->setFocusPolicy(Qt::NoFocus);
    auto* page = new QWidget;
    page->setObjectName(QStringLiteral("page"));
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::space(1));
    m_step_facts->setWordWrap(true);
    column->addWidget(m_step_facts);
    column->addWidget(m_text);
    column->addStretch(1);
    area->setWidget(page);
    layout->addWidget(area);
    layout->addWidget(keys);
    setFocusProxy(m_canvas);
    connect(m_canvas, &TreeCanvas::selectionChanged, this, &TreePanel::showStep);
    connect(m_canvas, &TreeCanvas::opened, this, &TreePanel::openStep);
}

void TreePanel::setTree(const TreeDetail& tree) {
    const QLocale locale;
    m_title->setText(tr("Step tree of problem %1").arg(locale.toString(tree.problem)));
    qint64 right = 0, wrong = 0, all = 0;
    for (const TreeStep& step : tree.steps) {
        right += step.right;
        wrong += step.wrong;
        all += step.right + step.wrong + step.unknown;
    }
    QStringList facts{countText(std::ssize(tree.steps), tr("1 step"), tr("%1 steps")),
                      countText(all, tr("1 solution"), tr("%1 solutions")),
                      tr("%1 right ✓").arg(locale.toString(right)), tr("%1 wrong ✗").arg(locale.toString(wrong))};
    if (tree.reference_answer)
        facts.append(tr("reference answer %1").arg(tree.reference_answer->left(60).simplified()));
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    m_canvas->setTree(tree);
    showStep(m_canvas->selected());
}

void TreePanel::showStep(int step) {
    if (step < 0) {
        m_step_facts->setText(tr("This problem has no steps yet."));
        m_text->setText({});
        return;
    }
    const TreeStep& one = m_canvas->tree().steps[static_cast<std::size_t>(step)];
    QStringList facts{marksText(one.marks),
                      countText(one.solutions, tr("1 solution goes through it"), tr("%1 solutions go through it"))};
    if (one.score)
        facts.append(tr("model %1").arg(scoreText(one.score)));
    if (const QString ends = endsText(one); !ends.isEmpty())
        facts.append(tr("ends here: %1").arg(ends));
    m_step_facts->setText(facts.join(QStringLiteral(" · ")));
    m_text->setText(one.text);
}

QString TreePanel::stepText() const { return m_text->text(); }

void TreePanel::openStep(int step) {
    if (step < 0)
        return;
    if (const SolutionId solution = m_canvas->tree().steps[static_cast<std::size_t>(step)].ends)
        Q_EMIT solutionRequested(solution);
}

QString TreePanel::saveTo(const QString& file) {
    const QString error = exportTree(m_canvas->tree(), m_canvas->layoutOfTree(), file);
    m_step_facts->setText(error.isEmpty() ? tr("Written to %1.").arg(QFileInfo(file).fileName())
                                          : tr("The picture was not written: %1").arg(error));
    return error;
}

void TreePanel::askFile() {
    const QString name = QStringLiteral("step-tree-%1.png").arg(m_canvas->tree().problem);
    const QString file =
        askFileToSave(this, tr("Export the step tree"), QDir::home().filePath(name), tr("Pictures (*.png *.svg)"));
    if (!file.isEmpty())
        saveTo(file);
}

void TreePanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        Q_EMIT backRequested();
    else if (event->key() == Qt::Key_X && event->modifiers() == Qt::NoModifier)
        askFile();
    else
        QWidget::keyPressEvent(event);
}

} // namespace stepmark::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/weakstrong/ask_to_remove.h"

#include "ui/widgets/drawable_text.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

#include <utility>

namespace stepmark::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(AskToRemove)
};

/// By default it is kept: what goes cannot be brought back.
QMessageBox* ask(QWidget* parent, const QString& title, const QString& text, const QString& yes,
                 std::function<void()> remove) {
    auto* question = new QMessageBox(QMessageBox::Question, title, text, QMessageBox::NoButton, parent);
    question->setTextFormat(Qt::PlainText);
    question->setAttribute(Qt::WA_DeleteOnClose);
    auto* removing = question->addButton(yes, QMessageBox::DestructiveRole);
    question->setDefaultButton(question->addButton(Words::tr("Keep"), QMessageBox::RejectRole));
    QObject::connect(removing, &QPushButton::clicked, parent, [remove = std::move(remove)] { remove(); });
    question->open();
    return question;
}

} // namespace

QMessageBox* askToRemoveTask(QWidget* parent, const QString& name, std::function<void()> remove) {
    return ask(parent, Words::tr("Remove the task?"),
               Words::tr("%1 goes out of the project, with its examples. The figures of its studies stay; the examples "
                         "on which models differ are not shown any more.")
                   .arg(drawable(name.left(80))),
               Words::tr("Remove the task"), std::move(remove));
}

QMessageBox* askToRemoveStudy(QWidget* parent, const Study& study, std::function<void()> remove) {
    return ask(
        parent, Words::tr("Remove the study?"),
        Words::tr("Study %1 of %2 goes out of the project, with its figures and the runs that no other study has.")
            .arg(study.id)
            .arg(drawable(QString::fromStdString(study.task).left(80))),
        Words::tr("Remove the study"), std::move(remove));
}

} // namespace stepmark::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/refused_dialog.h"

#include "ui/widgets/plain_label.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace stepmark::ui {

RefusedDialog::RefusedDialog(const QString& text, QWidget* parent)
    : QDialog(parent)
    , m_list(new QPlainTextEdit(text)) {
    setWindowTitle(tr("Refused changes"));
    resize(720, 360);
    auto* words =
        new PlainLabel(tr("The project refused these changes for good, and they are not in it. Everything "
                          "else was stored. Copy them to keep them; mark the steps again where they are still "
                          "to be had."));
    words->setWordWrap(true);
    m_list->setReadOnly(true);
    m_list->setAccessibleName(tr("Refused changes"));
    auto* buttons = new QDialogButtonBox;
    m_copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    QPushButton* seen = buttons->addButton(tr("I have seen them"), QDialogButtonBox::AcceptRole);
    seen->setAutoDefault(false);
    buttons->addButton(tr("Later"), QDialogButtonBox::RejectRole);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_list->toPlainText()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(words);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
}

} // namespace stepmark::ui

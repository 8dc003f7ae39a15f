// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style_sheet.h"

#include "ui/theme/theme.h"

#include <QStringList>

#include <utility>

namespace stepmark::ui {

namespace {

// Words like @ink stand for colours, @body for sizes. Everything is plain: no images, nothing that loads a file.
const char* const kText = R"(
QLabel[tone="ink"] { color: @ink; }
QLabel[tone="dim"] { color: @dim; }
QLabel[tone="accent"] { color: @accent; }
QLabel[tone="negative"] { color: @negative; }
QLabel[tone="neutral"] { color: @neutral; }
QLabel[tone="positive"] { color: @positive; }
QLabel[type="caption"] { font-size: @captionpx; }
QLabel[type="small"] { font-size: @smallpx; }
QLabel[type="body"] { font-size: @bodypx; }
QLabel[type="reading"] { font-size: @readingpx; }
QLabel[type="title"] { font-size: @readingpx; font-weight: 700; }
QLabel[type="heading"] { font-size: @headingpx; font-weight: 700; }
QLabel[chip="true"] { background: @asoft; color: @accent; border-radius: 11px; padding: 3px 11px; font-size: @smallpx; }
QToolTip { background: @card; color: @ink; border: 1px solid @line; padding: 4px; }
)";

const char* const kSurfaces = R"(
QMainWindow, QDialog { background: @ground; }
#header { background: @card; border-bottom: 1px solid @line; }
#statusBar { background: @card; border-top: 1px solid @line; }
#navigation { background: @card; border-right: 1px solid @line; }
#sidePanel { background: @card; border-left: 1px solid @line; }
#card { background: @card; border: 1px solid @line; border-radius: 10px; }
#banner { background: @asoft; border-radius: 8px; }
#notice { background: @asoft; border-bottom: 1px solid @line; }
#notice[error="true"] { background: @negsoft; }
#notice[error="true"] QLabel { color: @negative; }
QScrollArea, QScrollArea > QWidget > QWidget#page { background: transparent; border: none; }
QMenuBar { background: @card; color: @ink; font-size: @smallpx; border-bottom: 1px solid @line; }
QMenuBar::item { background: transparent; padding: 5px 10px; }
QMenuBar::item:selected { background: @asoft; color: @accent; }
QMenu { background: @card; color: @ink; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 24px; border-radius: 4px; }
QMenu::item:selected { background: @asoft; color: @accent; }
QMenu::item:disabled { color: @dim; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
)";

const char* const kControls = R"(
QPushButton { outline: none; background: @card; color: @ink; border: 1px solid @strong; border-radius: 8px; padding: 7px 16px; }
QPushButton:hover { background: @asoft; }
QPushButton:pressed { background: @line; }
QPushButton:focus { border: 2px solid @accent; padding: 6px 15px; }
QPushButton:disabled { color: @dim; border-color: @line; }
QPushButton[primary="true"] { background: @accent; color: @onaccent; border-color: @accent; font-weight: 700; }
QPushButton[primary="true"]:focus { border: 2px solid @ink; }
QPushButton[primary="true"]:disabled { background: @line; color: @dim; border-color: @line; }
QPushButton[link="true"] { background: transparent; color: @accent; border: 1px solid transparent; padding: 3px 1px; }
QPushButton[link="true"]:hover { text-decoration: underline; }
QPushButton[link="true"]:focus { border: 1px solid @accent; }
QPushButton[link="true"]:disabled { color: @dim; }
QPushButton[nav="true"] { border: 2px solid transparent; text-align: left; padding: 8px 10px; background: transparent; }
QPushButton[nav="true"]:hover { background: @ground; }
QPushButton[nav="true"]:checked { background: @asoft; color: @accent; font-weight: 700; }
QPushButton[nav="true"]:focus { border-color: @accent; }
QTabBar { outline: none; }
QTabBar::tab { outline: none; background: transparent; color: @dim; border: 2px solid transparent; border-radius: 8px; padding: 6px 14px; margin-right: 4px; }
QTabBar::tab:hover { background: @asoft; }
QTabBar::tab:selected { background: @asoft; color: @accent; font-weight: 700; }
QTabBar:focus::tab:selected { border-color: @accent; }
QTabBar::tab:focus:selected { border-color: @accent; }
QCheckBox { color: @ink; spacing: 8px; padding: 6px 2px; border: 1px solid transparent; border-radius: 6px; }
QCheckBox:focus { border: 1px solid @accent; }
QCheckBox:disabled { color: @dim; }
QCheckBox::indicator { width: 13px; height: 13px; border: 1px solid @strong; border-radius: 3px; background: @card; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; }
QGraphicsView#plot { background: @card; border: 1px solid transparent; border-radius: 6px; }
QGraphicsView#plot:focus { border: 1px solid @accent; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[key="true"] { font-family: "DejaVu Sans Mono", "Noto Sans Mono", monospace; font-size: @captionpx;
  background: @ground; border-color: @line; border-radius: 4px; padding: 3px 7px; }
QPushButton[key="true"]:hover { color: @negative; border-color: @negative; }
QPushButton[key="true"]:focus { border: 2px solid @accent; padding: 2px 6px; }
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QPlainTextEdit {
  background: @card; border: 1px solid @strong; border-radius: 6px; padding: 5px 8px;
  selection-background-color: @accent; selection-color: @onaccent; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus {
  border: 2px solid @accent; padding: 4px 7px; }
QLineEdit:disabled { border-color: @line; }
QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled { color: @dim; border-color: @line; }
QSpinBox::up-button, QSpinBox::down-button, QComboBox::drop-down { background: transparent; border: none; width: 24px; }
QSpinBox::up-arrow, QSpinBox::down-arrow, QComboBox::down-arrow { image: none; width: 0; height: 0; }
QPlainTextEdit#log, QPlainTextEdit#expanded { font-family: "DejaVu Sans Mono", monospace; font-size: @captionpx; border-color: @line; }
QPlainTextEdit#log:focus, QPlainTextEdit#expanded:focus { border-color: @accent; }
QPlainTextEdit#expanded { font-family: "Inter", "Noto Sans", "DejaVu Sans"; font-size: @readingpx; }
QComboBox QAbstractItemView { background: @card; color: @ink; border: 1px solid @line;
  selection-background-color: @asoft; selection-color: @accent; }
)";

const char* const kLists = R"(
QTableView { background: @card; color: @ink; border: 1px solid @line; border-radius: 8px; gridline-color: @line;
  padding: 2px 6px; selection-background-color: @asoft; selection-color: @ink; outline: none; }
QTableView::item { border: 0px; padding: 4px 5px; }
QTableView::item:selected { background: @asoft; }
QTableView:focus, QListView:focus { border: 2px solid @accent; }
QHeaderView { background: @card; border: none; }
QHeaderView::section { background: @card; color: @dim; border: none; border-bottom: 1px solid @line; padding: 7px 8px;
  font-size: @captionpx; }
QTableCornerButton::section { background: @card; border: none; }
QTreeView { background: @card; color: @ink; border: 1px solid @line; border-radius: 8px; outline: none; padding: 2px 6px; }
QTreeView:focus { border: 2px solid @accent; }
QTreeView::item { border: 0px; padding: 3px 5px; }
QTreeView::item:selected { background: @asoft; color: @ink; }
QListView { background: @card; color: @ink; border: 1px solid @line; border-radius: 10px; outline: none; padding: 4px; }
QListView::item { padding: 8px 10px; border-radius: 6px; }
QListView::item:hover { background: @ground; }
QListView::item:selected { background: @asoft; color: @accent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @strong; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

} // namespace

QString makeStyleSheet(const Theme& theme) {
    const Palette& c = theme.colors();
    // Longer words first: @negsoft must be replaced before @neg could be.
    const std::pair<const char*, QString> words[] = {
        {"@onaccent", c.on_accent.name()},
        {"@negative", c.negative.name()},
        {"@positive", c.positive.name()},
        {"@neutral", c.neutral.name()},
        {"@negsoft", c.negative_soft.name()},
        {"@accent", c.accent.name()},
        {"@ground", c.ground.name()},
        {"@strong", c.strong_line.name()},
        {"@asoft", c.accent_soft.name()},
        {"@card", c.card.name()},
        {"@line", c.line.name()},
        {"@ink", c.ink.name()},
        {"@dim", c.dim.name()},
        {"@caption", QString::number(theme.font(Type::Caption).pixelSize())},
        {"@small", QString::number(theme.font(Type::Small).pixelSize())},
        {"@body", QString::number(theme.font(Type::Body).pixelSize())},
        {"@reading", QString::number(theme.font(Type::Reading).pixelSize())},
        {"@heading", QString::number(theme.font(Type::Heading).pixelSize())},
    };
    QString sheet = QLatin1String(kText) + QLatin1String(kSurfaces) + QLatin1String(kControls) + QLatin1String(kLists);
    for (const auto& [word, value] : words)
        sheet.replace(QLatin1String(word), value);
    return sheet;
}

} // namespace stepmark::ui

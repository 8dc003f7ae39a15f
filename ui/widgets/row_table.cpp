// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/row_table.h"

#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QResizeEvent>
#include <QTableView>

#include <algorithm>
#include <utility>
#include <vector>

namespace stepmark::ui {

namespace {

constexpr int kMostLetters = 60;  ///< of a column
constexpr int kLeastLetters = 24; ///< of the one that takes the rest, if it needs so many

class WidthWatch : public QObject {
public:
    WidthWatch(QWidget* watched, std::function<void()> changed)
        : QObject(watched)
        , m_changed(std::move(changed)) {
        watched->installEventFilter(this);
    }
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Resize) {
            const auto* resize = static_cast<QResizeEvent*>(event);
            if (resize->size().width() != resize->oldSize().width())
                m_changed();
        }
        return QObject::eventFilter(watched, event);
    }

private:
    std::function<void()> m_changed;
};

int heightOfRow() { return QFontMetrics(Theme::instance().font(Type::Body)).height() + Theme::space(3); }

} // namespace

QTableView* newRowTable(const QString& accessible_name) {
    auto* table = new QTableView;
    table->setAccessibleName(accessible_name);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(heightOfRow());
    table->horizontalHeader()->setHighlightSections(false);
    QObject::connect(&Theme::instance(), &Theme::changed, table,
                     [table] { table->verticalHeader()->setDefaultSectionSize(heightOfRow()); });
    return table;
}

bool fitColumns(QTableView* table, std::initializer_list<int> gives_way, int stretched) {
    QHeaderView* header = table->horizontalHeader();
    const int columns = table->model()->columnCount();
    const int letter = QFontMetrics(Theme::instance().font(Type::Body)).averageCharWidth();
    const int most = letter * kMostLetters, least = letter * kLeastLetters;
    const int room = table->viewport()->width();
    header->setStretchLastSection(false);
    for (int column = 0; column < columns; ++column)
        table->setColumnHidden(column, false);
    table->resizeColumnsToContents();
    int used = 0;
    for (int column = 0; column < columns; ++column) {
        const int needed = table->columnWidth(column);
        table->setColumnWidth(column, std::min(needed, column == stretched ? least : most));
        used += table->columnWidth(column);
    }
    bool hidden = false;
    for (const int column : gives_way) {
        if (used <= room)
            break;
        used -= table->columnWidth(column);
        table->setColumnHidden(column, true);
        hidden = true;
    }
    if (used > room) { // and what is left is cut, with an ellipsis
        for (int column = 0; column < columns; ++column)
            table->setColumnWidth(column, table->columnWidth(column) * room / used);
        return hidden;
    }
    if (stretched >= 0) {
        const int others = header->length() - table->columnWidth(stretched);
        table->setColumnWidth(stretched, std::max(table->columnWidth(stretched), room - others));
        return hidden;
    }
    std::vector<int> shown;
    for (int column = 0; column < columns; ++column)
        if (!table->isColumnHidden(column))
            shown.push_back(column);
    const int spare = (room - used) / static_cast<int>(shown.size());
    for (const int column : shown)
        table->setColumnWidth(column, table->columnWidth(column) + spare);
    header->setStretchLastSection(true);
    return hidden;
}

void fitRows(QTableView* table, int most) {
    const int rows = std::clamp(table->model()->rowCount(), 1, most);
    const QMargins frame = table->contentsMargins();
    table->setFixedHeight(table->horizontalHeader()->sizeHint().height() +
                          rows * table->verticalHeader()->defaultSectionSize() + frame.top() + frame.bottom() +
                          Theme::space(1));
}

void keepFitted(QTableView* table, std::function<void()> fit) {
    QObject::connect(&Theme::instance(), &Theme::changed, table, fit);
    new WidthWatch(table->viewport(), std::move(fit));
}

} // namespace stepmark::ui

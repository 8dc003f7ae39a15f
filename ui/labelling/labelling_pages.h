// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/data/data_page.h"
#include "ui/label/label_page.h"
#include "ui/labelers/labelers_page.h"
#include "ui/review/review_page.h"
#include "ui/rounds/rounds_page.h"
#include "ui/shell/page_entry.h"
#include "ui/transfer/transfer_dialogs.h"

#include <QObject>

class QSettings;

namespace stepmark::ui {

class MainWindow;

/// The labelling workshop's part of the window: its pages, its menu entries, its dialogs, and the ways between them.
/// Whoever wires them to a project uses the accessors. Main thread only.
class LabellingPages : public QObject {
    Q_OBJECT
public:
    explicit LabellingPages(MainWindow& window);
    /// Once: the window takes the pages over.
    void furnish(Furniture& furniture);

    LabelPage* label() const { return m_label; }
    ReviewPage* review() const { return m_review; }
    DataPage* data() const { return m_data; }
    RoundsPage* rounds() const { return m_rounds; }
    LabelersPage* labelers() const { return m_labelers; }
    TransferDialogs& transfer() { return m_transfer; }

    /// The label page's keys, kept from one start to the next.
    void saveTo(QSettings& settings) const;
    void restoreFrom(const QSettings& settings);
    void showKeySheet();
    void changeKeys();

Q_SIGNALS:
    void goldWanted(bool screening); ///< the solution finished last shall be a gold item
    void keysChanged();              ///< to be kept: saveTo()

private:
    std::vector<PageEntry> pages();
    std::vector<std::vector<MenuEntry>> fileMenu();
    void connectPages();

    MainWindow& m_window;
    TransferDialogs m_transfer;
    LabelPage* m_label;
    ReviewPage* m_review;
    DataPage* m_data;
    RoundsPage* m_rounds;
    LabelersPage* m_labelers;
};

} // namespace stepmark::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/data_controller.h"
#include "app/desktop/grid_controller.h"
#include "app/desktop/hold_out_controller.h"
#include "app/desktop/label_controller.h"
#include "app/desktop/labelers_controller.h"
#include "app/desktop/review_controller.h"
#include "app/desktop/round_controller.h"
#include "app/desktop/transfer_controller.h"
#include "app/desktop/workshop.h"
#include "ui/labelling/labelling_pages.h"

namespace stepmark::desktop {

class Desktop;

/// Labelling, reviewing, rounds: the pages with their controllers, and what of one is news to another. Main thread
/// only.
class LabellingWorkshop : public Workshop {
    Q_OBJECT
public:
    explicit LabellingWorkshop(const Services& services);
    /// That of a desktop which has one; Error where it has none.
    static LabellingWorkshop& of(Desktop& desktop);

    ui::LabellingPages& pages() { return m_pages; }
    DataController& data() { return m_data; }
    const LabelController& label() const { return m_label; }

    void furnish(ui::Furniture& furniture) override { m_pages.furnish(furniture); }
    void projectOpened(const ProjectInfo& project) override;
    void seated(const QString& name) override;
    void projectClosing() override;
    void takeIn() override { m_pages.label()->flushDraft(); }
    void describe(ui::ProjectView& view) const override;
    void saveTo(QSettings& settings) const override { m_pages.saveTo(settings); }
    void restoreFrom(const QSettings& settings) override { m_pages.restoreFrom(settings); }

private:
    void showReadOnly(const QString& why);
    void passNoticesOn();
    void passNewsOn();
    void pageChanged(const QWidget* page);

    ui::MainWindow& m_window;
    ui::LabellingPages m_pages;
    LabelController m_label;
    ReviewController m_review;
    DataController m_data;
    LabelersController m_labelers;
    RoundController m_rounds;
    GridController m_grids;
    TransferController m_transfer;
    HoldOutController m_hold_out;
};

} // namespace stepmark::desktop

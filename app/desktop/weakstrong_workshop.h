// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/weakstrong_controller.h"
#include "app/desktop/workshop.h"

namespace stepmark::desktop {

class Desktop;

/// Weak models teach strong ones: one page, its controller. Main thread only.
class WeakStrongWorkshop : public Workshop {
    Q_OBJECT
public:
    explicit WeakStrongWorkshop(const Services& services);
    /// That of a desktop which has one; Error where it has none.
    static WeakStrongWorkshop& of(Desktop& desktop);

    ui::WeakStrongPage* page() const { return m_page; }

    void furnish(ui::Furniture& furniture) override;
    void projectOpened(const ProjectInfo& project) override { m_controller.begin(project); }
    void projectClosing() override { m_controller.end(); }

private:
    ui::WeakStrongPage* m_page; ///< the window's, once furnished
    WeakStrongController m_controller;
};

} // namespace stepmark::desktop

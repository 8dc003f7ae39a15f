// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/labelling_workshop.h"
#include "app/desktop/weakstrong_workshop.h"

namespace stepmark::desktop {

std::vector<WorkshopMaker> standardWorkshops() {
    return {[](const Services& services) { return std::make_unique<LabellingWorkshop>(services); },
            [](const Services& services) { return std::make_unique<WeakStrongWorkshop>(services); }};
}

} // namespace stepmark::desktop

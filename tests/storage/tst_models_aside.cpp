// SPDX-License-Identifier: GPL-3.0-or-later
// Models that were trained to be compared are none of those that are taken unasked.
#include "storage/check.h"
#include "storage/connection.h"
#include "storage/migrations.h"
#include "storage/model_store.h"
#include "tests/storage/fixture.h"

#include <QTest>

using namespace stepmark;
using namespace stepmark::storage;
using stepmark::fixture::Folder;

class ModelsAsideTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Else a grid of before would go on being the newest model.
    void theVersionBeforeIsTakenOver() {
        const Folder folder;
        int mine = 0;
        for (const Migration& migration : migrations())
            if (migration.name.find("models_aside") != std::string::npos)
                mine = migration.number;
        QVERIFY(mine > 1);
        {
            Connection connection(folder.path("old.stepmark"));
            connection.execute("PRAGMA application_id=" + std::to_string(kApplicationId));
            migrate(connection, migrations(), mine - 1);
            connection.execute("INSERT INTO model (id, kind, path, created_at) VALUES (1, 'prm', '/p/round-1', ''), "
                               "(2, 'prm', '/p/a.stepmark.models/grid/0123456789abcdef', ''), "
                               "(3, 'prm', '/models/grid/mine', '')");
        }
        auto project = Project::open(folder.path("old.stepmark"));
        std::vector<bool> aside;
        for (const ModelRecord& model : ModelStore(project).list())
            aside.push_back(model.aside);
        QCOMPARE(aside, (std::vector<bool>{false, true, false}));
        QVERIFY(check(project).empty());
    }

    void noneIsTheNewest() {
        const Folder folder;
        auto project = folder.project();
        ModelStore models(project);
        const ModelId usual = models.add({.kind = "prm", .path = "/a"});
        const ModelId compared = models.add({.kind = "prm", .path = "/b", .aside = true});
        const ModelId scores = models.add({.kind = "scores", .path = "/c"});
        models.add({.kind = "orm", .path = "/d", .aside = true});
        QCOMPARE(models.latest("prm")->id, usual);
        QVERIFY(!models.latest("orm"));
        QVERIFY(models.find(compared)->aside && !models.find(usual)->aside);
        QCOMPARE(models.findByPath("/b")->id, compared);
        const auto ids = [&] {
            std::vector<ModelId> all;
            for (const ModelRecord& model : models.judges())
                all.push_back(model.id);
            return all;
        };
        QCOMPARE(ids(), (std::vector<ModelId>{scores, usual}));
        project.connection().execute("UPDATE model SET listed = 1 WHERE id = " + std::to_string(compared));
        QCOMPARE(ids(), (std::vector<ModelId>{scores, compared, usual}));
    }
};

QTEST_GUILESS_MAIN(ModelsAsideTest)
#include "tst_models_aside.moc"

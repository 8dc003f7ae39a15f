// SPDX-License-Identifier: GPL-3.0-or-later
//
// If this fails, prepared statements are mixed up, hold locks after use, or are prepared again for every row.
#include "model/domain/error.h"
#include "storage/connection.h"
#include "storage/statement.h"

#include <QTest>

using stepmark::storage::Connection;
using stepmark::storage::Statement;
using stepmark::storage::StatementCache;

class TestStatement : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_connection = std::make_unique<Connection>(":memory:");
        m_connection->execute("CREATE TABLE item (id INTEGER PRIMARY KEY, text TEXT) STRICT");
        for (const char* text : {"one", "two", "three"})
            Statement(*m_connection, "INSERT INTO item (text) VALUES (?)").run(text);
    }
    void cleanup() { m_connection.reset(); }

    /// Two at work at once with the same text are two statements.
    void nestedUseOfOneText() {
        const char* sql = "SELECT id FROM item WHERE id >= ? ORDER BY id";
        std::vector<std::int64_t> seen;
        Statement outer(*m_connection, sql);
        outer.run(2);
        while (outer.next()) {
            Statement inner(*m_connection, sql);
            inner.run(outer.integer(0));
            while (inner.next())
                seen.push_back(inner.integer(0));
        }
        QCOMPARE(seen, (std::vector<std::int64_t>{2, 3, 3}));
    }

    void valuesOfTheLastUserAreGone() {
        const char* sql = "SELECT text FROM item WHERE id = ? OR text = ?";
        for (const auto& [id, text, expected] : std::vector<std::tuple<int, std::optional<std::string>, std::string>>{
                 {1, "none", "one"}, {0, "two", "two"}, {3, std::nullopt, "three"}}) {
            Statement statement(*m_connection, sql);
            statement.run(id, text);
            QVERIFY(statement.next());
            QCOMPARE(statement.text(0), expected);
        }
    }

    /// Left before its last row, it would keep the table from being dropped and the log from being taken over.
    void unfinishedReadingHoldsNoLock() {
        {
            Statement statement(*m_connection, "SELECT id FROM item");
            QVERIFY(statement.run().next());
        }
        m_connection->execute("DROP TABLE item");
    }

    /// A migration changes tables below statements that are kept.
    void schemaChangesAreSeen() {
        const char* sql = "SELECT text, (SELECT COUNT(*) FROM item) FROM item WHERE id = 2";
        {
            Statement before(*m_connection, sql);
            QVERIFY(before.run().next());
        }
        m_connection->execute("ALTER TABLE item RENAME TO item_row");
        m_connection->execute("CREATE VIEW item AS SELECT id, 'seen ' || text AS text FROM item_row WHERE id < 3");
        Statement after(*m_connection, sql);
        QVERIFY(after.run().next());
        QCOMPARE(after.text(0), std::string("seen two"));
        QCOMPARE(after.integer(1), std::int64_t{2});
    }

    void failedOnesAreNotKept() {
        const char* sql = "INSERT INTO item (id) VALUES (?)";
        QVERIFY_THROWS_EXCEPTION(stepmark::Error, Statement(*m_connection, sql).run(1));
        QVERIFY(!m_connection->statements().take(sql));
        Statement(*m_connection, sql).run(9);
        QVERIFY(m_connection->statements().take(sql));
    }

    void fewAreKept() {
        for (int i = 0; i < 200; ++i)
            Statement(*m_connection, "SELECT " + std::to_string(i)).run();
        QVERIFY(!m_connection->statements().take("SELECT 0"));
        QVERIFY(m_connection->statements().take("SELECT 199"));
    }

private:
    std::unique_ptr<Connection> m_connection;
};

QTEST_GUILESS_MAIN(TestStatement)
#include "tst_statement.moc"

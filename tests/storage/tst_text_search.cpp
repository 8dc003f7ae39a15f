// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/connection.h"
#include "storage/problem_list.h"
#include "storage/solution_list.h"
#include "storage/text_search.h"
#include "tests/storage/fixture.h"

#include <QTest>

using namespace stepmark;
using namespace stepmark::storage;
using stepmark::fixture::addSolution;
using stepmark::fixture::Folder;

namespace {

using Ids = std::vector<SolutionId>;

/// What is found with pieces of so many problems.
std::pair<Ids, Ids> find(Project& project, const std::string& text, int problems) {
    TextSearch search(project);
    search.begin();
    ProblemId after = 0;
    std::int64_t counted = 0;
    for (bool more = true; more;) {
        const auto piece = search.search(searchWords(text), after, problems);
        counted += piece.solutions;
        more = piece.end.has_value();
        after = piece.end.value_or(0);
    }
    const auto solutions = SolutionList(project).slice({.found_only = true}, {}, 1000).ids;
    if (counted != std::ssize(solutions))
        qWarning("counted %lld", static_cast<long long>(counted));
    return {solutions, ProblemList(project).slice({.found_only = true}, {}, 1000).ids};
}

} // namespace

class TextSearchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wordsOfASearch_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("blanks") << "  two   pens " << QStringList{"two", "pens"};
        QTest::newRow("phrase") << "a \"two pens\" b" << QStringList{"a", "two pens", "b"};
        QTest::newRow("open quote") << "a \"two pens" << QStringList{"a", "two pens"};
        QTest::newRow("nothing") << " \"\" " << QStringList{};
        QTest::newRow("too many") << "1 2 3 4 5 6 7 8 9" << QStringList{"1", "2", "3", "4", "5", "6", "7", "8"};
    }
    void wordsOfASearch() {
        QFETCH(QString, text);
        QStringList words;
        for (const auto& word : searchWords(text.toStdString()))
            words.append(QString::fromStdString(word));
        QTEST(words, "words");
    }

    // Lost: what the user knows to be there.
    void finds_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Ids>("solutions");
        QTest::addColumn<Ids>("problems");
        QTest::newRow("problem's text: all its solutions") << "PENS" << Ids{1, 2, 3} << Ids{1};
        QTest::newRow("a shared step: all that go through it") << "begin" << Ids{1, 2} << Ids{1};
        QTest::newRow("a last step") << "step two" << Ids{2} << Ids{1};
        QTest::newRow("within a word") << "tep thr" << Ids{3} << Ids{1};
        QTest::newRow("final answer") << "4711" << Ids{4} << Ids{2};
        QTest::newRow("a problem without solutions") << "lonely" << Ids{} << Ids{3};
        QTest::newRow("all words in one text") << "begin two" << Ids{} << Ids{};
        QTest::newRow("percent is a sign like others") << "5%" << Ids{4} << Ids{2};
        QTest::newRow("underscore too") << "x_1" << Ids{4} << Ids{2};
        QTest::newRow("nothing like it") << "x%1" << Ids{} << Ids{};
        QTest::newRow("escape character") << "wow!" << Ids{4} << Ids{2};
        QTest::newRow("LaTeX") << "\\frac{1}" << Ids{4} << Ids{2};
        QTest::newRow("Chinese, no blanks") << QString::fromUtf8("加二") << Ids{4} << Ids{2};
        QTest::newRow("Greek in capitals") << QString::fromUtf8("ΓΩΝΊΑΣ") << Ids{4} << Ids{2};
        QTest::newRow("Cyrillic, case mixed") << QString::fromUtf8("шаГ") << Ids{4} << Ids{2};
        QTest::newRow("accents in capitals") << QString::fromUtf8("ÉTAPE") << Ids{4} << Ids{2};
        QTest::newRow("full width") << QString::fromUtf8("ａ＝３") << Ids{4} << Ids{2};
        QTest::newRow("another accent") << QString::fromUtf8("ÈTAPE") << Ids{} << Ids{};
        QTest::newRow("a quote that would end a string") << "' OR '1'='1" << Ids{} << Ids{};
    }
    void finds() {
        QFETCH(QString, text);
        const Folder folder;
        auto project = folder.project();
        addSolution(project, "Two pens", {"begin", "step one"});
        addSolution(project, "Two pens", {"begin", "step two"});
        addSolution(project, "Two pens", {"step three"});
        addSolution(project, "Other",
                    {"x_1 and 5% of \\frac{1}{2}, wow!", QString::fromUtf8("二加二等于四, γωνίας, ШАГ, étape, Ａ＝３").toStdString()});
        project.connection().execute("UPDATE solution_row SET final_answer = '4711' WHERE id = 4");
        Problem lonely;
        lonely.text = "A lonely one";
        ProblemStore(project).add(lonely);
        for (const int problems : {1, 2, 3, 100}) {
            const auto [solutions, found] = find(project, text.toStdString(), problems);
            QTEST(solutions, "solutions");
            QTEST(found, "problems");
        }
    }

    // Lost: the second search, if the first one's finds stayed.
    void aNewSearchForgetsTheOldOne() {
        const Folder folder;
        auto project = folder.project();
        addSolution(project, "A", {"one"});
        addSolution(project, "B", {"two"});
        QCOMPARE(find(project, "one", 10).first, Ids{1});
        QCOMPARE(find(project, "two", 10).first, Ids{2});
        TextSearch(project).begin();
        QVERIFY(SolutionList(project).slice({.found_only = true}, {}, 10).ids.empty());
    }

    // Lost: a find, where more were found at once than one statement takes.
    void manyFinds() {
        const Folder folder;
        auto project = folder.project();
        storage::Transaction transaction(project);
        for (int i = 0; i < 1203; ++i)
            addSolution(project, "A", {"same", "step " + std::to_string(i)});
        transaction.commit();
        TextSearch search(project);
        search.begin();
        QCOMPARE(search.search({"same"}, 0, 10).solutions, 1203);
        SolutionQuery found;
        found.found_only = true;
        QCOMPARE(SolutionList(project).slice(found, {}, 2000).ids.size(), std::size_t(1203));
    }
};

QTEST_GUILESS_MAIN(TextSearchTest)
#include "tst_text_search.moc"

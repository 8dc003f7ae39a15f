// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/answer_classes.h"
#include "model/grading/answer_equivalence.h"
#include "tests/model/grading/shared_rows.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace stepmark;

namespace {

using Answers = std::vector<std::string>;

/// Which answers are together, whatever the numbers.
std::set<std::set<std::string>> groups(const Answers& answers) {
    const auto classes = answerClasses(answers);
    std::map<int, std::set<std::string>> by_class;
    for (std::size_t i = 0; i < answers.size(); ++i)
        if (classes[i] >= 0)
            by_class[classes[i]].insert(answers[i]);
    std::set<std::set<std::string>> found;
    for (const auto& [number, texts] : by_class)
        found.insert(texts);
    return found;
}

} // namespace

/// What a vote counts: a spelling that stands alone is a vote lost.
class TestAnswerClasses : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void classes_data() {
        QTest::addColumn<QStringList>("answers");
        QTest::addColumn<QList<int>>("expected");
        const auto row = [](const char* name, const QStringList& answers, const QList<int>& expected) {
            QTest::newRow(name) << answers << expected;
        };
        row("none", {}, {});
        row("blank ones do not vote", {"", " \t", "5"}, {-1, -1, 0});
        row("one half", {"1/2", "0.5", "\\frac{1}{2}", "3", "3"}, {0, 0, 0, 1, 1});
        row("numbers are by appearance", {"7", "5", "7"}, {0, 1, 0});
        row("plain numbers", {"1,000", "1000", "1000.0", "$1000$", "1001"}, {0, 0, 0, 0, 1});
        row("other scripts", {"½", "１２", "12", "0.5"}, {0, 1, 1, 0});
        row("texts", {"\\text{Evelyn}", "evelyn", "Eve"}, {0, 0, 1});
        row("blanks", {"5", " 5", "5\r\n"}, {0, 0, 0});
        row("an equation sign is no number", {"=5", "7"}, {0, 1});
        row("surds", {"\\sqrt{8}", "2\\sqrt{2}", "\\sqrt 8", "2.83"}, {0, 0, 0, 1});
    }
    void classes() {
        QFETCH(QStringList, answers);
        QFETCH(QList<int>, expected);
        Answers given;
        for (const QString& answer : answers)
            given.push_back(answer.toStdString());
        const auto found = answerClasses(given);
        QCOMPARE(QList<int>(found.begin(), found.end()), expected);
    }

    /// "8/4" equals "2.0" in no form of grading; what is equal to two that differ must not tie them together.
    void nobodyIsWithAnAnswerThatItDoesNotEqual() {
        const Answers answers = {"2", "2", "2", "8/4", "8/4", "4/2", "2.0", "(1,200)", "1200", "1,200", "(1, 200)"};
        for (const auto& group : groups(answers)) {
            const bool led = std::any_of(group.begin(), group.end(), [&](const std::string& leader) {
                return std::all_of(group.begin(), group.end(),
                                   [&](const std::string& text) { return answersEqual(text, leader); });
            });
            QVERIFY2(led, group.begin()->c_str());
        }
    }

    /// A vote must not depend on the order in which samples came.
    void orderChangesNothing() {
        Answers answers = {"1/2",  "0.5",   ".5", "2/4", "8/4",  "2",         "2.0", "x+1",   "1+x", "(1,200)",
                           "1200", "1,200", "3",  "3%",  "0.03", "\\sqrt{4}", "4/2", "10\\%", "10"};
        const auto expected = groups(answers);
        std::mt19937 random(3);
        for (int i = 0; i < 50; ++i) {
            std::shuffle(answers.begin(), answers.end(), random);
            QCOMPARE(groups(answers), expected);
        }
    }

    /// Answers made to cost as much as they can: an evaluation must come to its end.
    void hostileAnswersAreCheapEnough() {
        Answers answers;
        for (int i = 0; i < 3000; ++i) {
            std::string sum = "x^{" + std::to_string(i) + "}";
            for (int j = 0; j < 40; ++j)
                sum += "+\\sqrt{x+" + std::to_string(i * j) + "}";
            answers.push_back(sum);
        }
        answers.push_back(answers.front());
        const auto classes = answerClasses(answers);
        QCOMPARE(classes.back(), classes.front());
    }

    void stops() {
        std::stop_source source;
        source.request_stop();
        const Answers answers = {"x+1", "y+1"};
        bool cancelled = false;
        try {
            answerClasses(answers, source.get_token());
        } catch (const std::exception&) {
            cancelled = true;
        }
        QVERIFY(cancelled);
    }

    /// Real candidates: the right answers of a problem are one answer.
    void rightAnswersAreTogether() {
        const auto rows = sharedRows("gsm8k-best-of-32/candidates.jsonl");
        if (rows.empty())
            QSKIP("gsm8k-best-of-32 is not here (STEPMARK_SHARED_DIR or ../shared)");
        std::map<std::string, Answers> right;
        for (const auto& row : rows)
            if (row["correct"] == true && row["final_answer"].is_string())
                right[row["problem_id"]].push_back(row["final_answer"]);
        QVERIFY(right.size() > 400);
        for (const auto& [problem, answers] : right)
            QVERIFY2(groups(answers).size() == 1, problem.c_str());
    }
};

QTEST_APPLESS_MAIN(TestAnswerClasses)
#include "tst_answer_classes.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Step trees as token sequences: every step once, every path intact.
#include "model/domain/error.h"
#include "model/learning/fit.h"
#include "model/learning/packing.h"
#include "tests/model/learning/tiny_model.h"

#include <QtTest/QtTest>

#include <map>
#include <set>

using namespace stepmark;
using namespace stepmark::test;

namespace {

std::vector<std::int32_t> pathTo(const std::vector<std::int32_t>& tokens, const std::vector<std::int32_t>& parent,
                                 std::int32_t at) {
    std::vector<std::int32_t> ids;
    for (; at >= 0; at = parent[static_cast<std::size_t>(at)])
        ids.insert(ids.begin(), tokens[static_cast<std::size_t>(at)]);
    return ids;
}

} // namespace

class TestPacking : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyPathIsPromptThenSteps();
    void everyTokenIsOwnedOnce_data();
    void everyTokenIsOwnedOnce();
    void pathsSurviveCutting();
    void aTreeStaysWholeWhateverTheBatch_data();
    void aTreeStaysWholeWhateverTheBatch();
    void longPathsAreLeftOutAndCounted();
    void wholeOnlyLeavesOutWhatDoesNotFinish();
    void aProblemThatIsTooLongIsNoPack();
    void fitCountsWhatIsReadAndWhatIsNot();
    void keptStepsOnly();
    void endTokensFollowSolutions();
    void rowCountIsWhatRowsWouldCost();
    void refusesNonsense();

private:
    QTemporaryDir m_folder;
    std::optional<Tokenizer> m_tokenizer;
};

void TestPacking::initTestCase() {
    writeByteTokenizer(m_folder.path().toStdString());
    m_tokenizer = Tokenizer::load(m_folder.path().toStdString());
    QCOMPARE(m_tokenizer->encode("a\n").size(), std::size_t{2});
}

// A step would be judged on another text than the one the labeler saw.
void TestPacking::everyPathIsPromptThenSteps() {
    std::mt19937 random(1);
    const StepTree tree = randomTree(random, 30);
    const TokenizedTree tokens = tokenizeTree(*m_tokenizer, "What is 1+1?", tree);
    for (int node = 0; node < tree.size(); ++node) {
        std::string text = "What is 1+1?\n\n";
        for (const int step : tree.path(node))
            text += tree[step].text + "\n";
        const std::int32_t at = tokens.read_at[static_cast<std::size_t>(node)];
        const auto path = pathTo(tokens.tokens, tokens.parent, at);
        QCOMPARE(m_tokenizer->decode(path), text);
        QCOMPARE(tokens.position[static_cast<std::size_t>(at)], static_cast<std::int32_t>(path.size()) - 1);
        QCOMPARE(m_tokenizer->decode(std::vector{tokens.tokens[static_cast<std::size_t>(at)]}), std::string("\n"));
    }
    for (std::size_t token = 0; token < tokens.tokens.size(); ++token)
        QVERIFY(tokens.parent[token] < static_cast<std::int32_t>(token));
}

void TestPacking::everyTokenIsOwnedOnce_data() {
    QTest::addColumn<int>("max_tokens");
    for (const int max : {1, 17, 60, 128, 100000})
        QTest::addRow("%d", max) << max;
}

// A step counted twice would weigh twice in the loss; one lost would never be scored.
void TestPacking::everyTokenIsOwnedOnce() {
    QFETCH(int, max_tokens);
    std::mt19937 random(2);
    std::vector<TokenizedTree> trees;
    for (int i = 0; i < 6; ++i)
        trees.push_back(tokenizeTree(*m_tokenizer, "p" + std::to_string(i), randomTree(random, 3 + 4 * i)));
    std::set<std::pair<int, int>> owned;
    std::size_t total = 0;
    for (const Pack& pack : packTrees(trees, max_tokens))
        for (std::size_t token = 0; token < pack.size(); ++token) {
            const Pack::Origin& origin = pack.origin[token];
            const TokenizedTree& tree = trees[static_cast<std::size_t>(origin.tree)];
            QCOMPARE(pack.tokens[token], tree.tokens[static_cast<std::size_t>(origin.source)]);
            QCOMPARE(pack.position[token], tree.position[static_cast<std::size_t>(origin.source)]);
            if (origin.owned)
                QVERIFY(owned.insert({origin.tree, origin.source}).second);
        }
    for (const TokenizedTree& tree : trees)
        total += tree.tokens.size();
    QCOMPARE(owned.size(), total);
}

void TestPacking::pathsSurviveCutting() {
    std::mt19937 random(3);
    std::vector<TokenizedTree> trees{tokenizeTree(*m_tokenizer, "problem", randomTree(random, 60))};
    const auto packs = packTrees(trees, 150);
    QVERIFY(packs.size() > 3);
    for (const Pack& pack : packs)
        for (std::size_t token = 0; token < pack.size(); ++token)
            QCOMPARE(pathTo(pack.tokens, pack.parent, static_cast<std::int32_t>(token)),
                     pathTo(trees[0].tokens, trees[0].parent, pack.origin[token].source));
}

void TestPacking::longPathsAreLeftOutAndCounted() {
    StepTree tree;
    const int a = tree.add(StepTree::kNoParent, "short");
    const int b = tree.add(a, std::string(100, 'x'));
    const int c = tree.add(b, "below");
    const int d = tree.add(a, "fits");
    TokenizeOptions options;
    options.max_path_tokens = 40;
    const TokenizedTree tokens = tokenizeTree(*m_tokenizer, "p", tree, options);
    QCOMPARE(tokens.left_out, 2);
    QVERIFY(tokens.read_at[static_cast<std::size_t>(a)] > 0 && tokens.read_at[static_cast<std::size_t>(d)] > 0);
    QVERIFY(tokens.read_at[static_cast<std::size_t>(b)] < 0 && tokens.read_at[static_cast<std::size_t>(c)] < 0);
    QCOMPARE(tokenizeTree(*m_tokenizer, std::string(100, 'p'), tree, options).left_out, 4);
}

void TestPacking::aTreeStaysWholeWhateverTheBatch_data() {
    QTest::addColumn<int>("combined");
    for (const int combined : {1, 40, 512, 2048})
        QTest::addRow("%d", combined) << combined;
}

// 8 problems of PRM800K phase 1 cost nine times what their trees have, because a small batch cut them.
void TestPacking::aTreeStaysWholeWhateverTheBatch() {
    QFETCH(int, combined);
    std::mt19937 random(5);
    std::vector<TokenizedTree> trees;
    std::size_t total = 0;
    for (int i = 0; i < 8; ++i) {
        trees.push_back(tokenizeTree(*m_tokenizer, "problem", randomTree(random, 10 + 20 * i)));
        total += trees.back().tokens.size();
    }
    std::size_t fed = 0;
    for (const Pack& pack : packTrees(trees, 1 << 20, {}, combined))
        fed += pack.size();
    QCOMPARE(fed, total);
}

void TestPacking::wholeOnlyLeavesOutWhatDoesNotFinish() {
    StepTree tree;
    const int a = tree.add(StepTree::kNoParent, "shared");
    const int b = tree.add(a, "leads on"), c = tree.add(b, std::string(100, 'x')), d = tree.add(a, "ends");
    const int e = tree.add(StepTree::kNoParent, "alone"), f = tree.add(e, std::string(100, 'y'));
    TokenizeOptions options;
    options.max_path_tokens = 40;
    options.whole_only = true;
    const TokenizedTree tokens = tokenizeTree(*m_tokenizer, "p", tree, options);
    const auto read = [&](int node) { return tokens.read_at[static_cast<std::size_t>(node)] >= 0; };
    QVERIFY(read(a) && read(d)); // the solution that fits, whole
    QVERIFY(!read(b) && !read(c) && !read(e) && !read(f));
    QCOMPARE(tokens.left_out, 4);
}

// Its text alone is beyond the context: packed with others it ended the whole run.
void TestPacking::aProblemThatIsTooLongIsNoPack() {
    StepTree tree;
    tree.add(StepTree::kNoParent, "step");
    TokenizeOptions options;
    options.max_path_tokens = 40;
    std::vector<TokenizedTree> trees{tokenizeTree(*m_tokenizer, std::string(100, 'p'), tree, options),
                                     tokenizeTree(*m_tokenizer, "fits", tree, options)};
    QVERIFY(trees[0].tokens.empty());
    QCOMPARE(trees[0].left_out, 1);
    const auto packs = packTrees(trees, 1000);
    QCOMPARE(packs.size(), std::size_t{1});
    QVERIFY(*std::max_element(packs[0].position.begin(), packs[0].position.end()) < 40);
}

void TestPacking::fitCountsWhatIsReadAndWhatIsNot() {
    StepTree tree;
    const int a = tree.add(StepTree::kNoParent, "short");
    const int b = tree.add(a, std::string(100, 'x'));
    tree.add(b, "below");
    tree.add(a, "fits");
    TokenizeOptions options;
    options.max_path_tokens = 40;
    Fit fit;
    fit.add(tree, tokenizeTree(*m_tokenizer, "p", tree, options), {}, {true, true, true, false});
    QCOMPARE(fit.left, (TextCounts{1, 1, 2, 1}));
    QCOMPARE(fit.too_long, (TextCounts{0, 1, 2, 2}));
    QVERIFY(isTooSmallFor(fit)); // two of three ratings
    fit.add(tree, tokenizeTree(*m_tokenizer, std::string(100, 'p'), tree, options), {}, {});
    QCOMPARE(fit.too_long, (TextCounts{1, 3, 6, 2}));
}

void TestPacking::keptStepsOnly() {
    StepTree tree;
    const int a = tree.add(StepTree::kNoParent, "a"), b = tree.add(a, "b"), c = tree.add(b, "c");
    TokenizeOptions options;
    options.keep = {true, false, true}; // c hangs below b, which does not go in
    const TokenizedTree tokens = tokenizeTree(*m_tokenizer, "p", tree, options);
    QCOMPARE(tokens.tokens.size(), std::size_t{3 + 2});
    QCOMPARE(tokens.left_out, 0);
    QVERIFY(tokens.read_at[static_cast<std::size_t>(b)] < 0 && tokens.read_at[static_cast<std::size_t>(c)] < 0);
}

void TestPacking::endTokensFollowSolutions() {
    StepTree tree;
    const int a = tree.add(StepTree::kNoParent, "a"), b = tree.add(a, "b");
    TokenizeOptions options;
    options.end_token = 256;
    options.end_after = {true, true}; // a solution ends at a, another goes on
    const TokenizedTree tokens = tokenizeTree(*m_tokenizer, "p", tree, options);
    for (const int node : {a, b}) {
        const std::int32_t end = tokens.ending[static_cast<std::size_t>(node)];
        QCOMPARE(tokens.tokens[static_cast<std::size_t>(end)], 256);
        QCOMPARE(tokens.parent[static_cast<std::size_t>(end)], tokens.read_at[static_cast<std::size_t>(node)]);
    }
    QCOMPARE(m_tokenizer->decode(pathTo(tokens.tokens, tokens.parent, tokens.ending[1]), true), "p\n\na\nb\n");
}

void TestPacking::rowCountIsWhatRowsWouldCost() {
    StepTree tree;
    const int a = tree.add(StepTree::kNoParent, "a");
    tree.add(a, "b");
    tree.add(a, "c");
    const TokenizedTree tokens = tokenizeTree(*m_tokenizer, "p", tree);
    QCOMPARE(tokensRowPerRating(tokens, {true, true, true}), std::int64_t{5 + 7 + 7});
    QCOMPARE(tokensRowPerRating(tokens, {false, true, false}), std::int64_t{7});
    QCOMPARE(tokens.tokens.size(), std::size_t{3 + 2 + 2 + 2});
}

void TestPacking::refusesNonsense() {
    QVERIFY_EXCEPTION_THROWN(packTrees({}, 0), Error);
    QVERIFY(packTrees({}, 10).empty());
}

QTEST_GUILESS_MAIN(TestPacking)
#include "tst_packing.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Every operation of every device's table against plain loops (reference_backend.h).
#include "model/learning/training_core_p.h"
#include "tests/model/learning/random_pack.h"
#include "tests/model/learning/reference_backend.h"
#include "tests/model/learning/tiny_model.h"

#include <ATen/core/grad_mode.h>

#include <QtTest/QtTest>

#include <random>

using namespace stepmark;
using namespace stepmark::test;

namespace {

/// Values that are the same for the same seed, on whatever device.
class Values {
public:
    Values(at::ScalarType type, at::Device device)
        : m_type(type)
        , m_device(device)
        , m_generator(at::detail::createCPUGenerator(11)) {}

    at::Tensor compute(at::IntArrayRef shape) { return floats(shape).to(m_type); }
    at::Tensor floats(at::IntArrayRef shape) {
        return at::empty(shape, at::kFloat).normal_(0, 1, m_generator).to(m_device);
    }
    at::ScalarType type() const { return m_type; }
    at::Device device() const { return m_device; }

private:
    at::ScalarType m_type;
    at::Device m_device;
    at::Generator m_generator;
};

using Tensors = std::vector<at::Tensor>;
using Run = Tensors (*)(const Backend& backend, Values& values);

Tensors products(const Backend& backend, Values& values) {
    const at::Tensor a = values.compute({37, 19}), b = values.compute({19, 23});
    const at::Tensor turned = values.compute({23, 19}).t(); // as weights come
    at::Tensor sum = values.floats({37, 23});
    backend.add_product(sum, a, b);
    at::Tensor gradient = values.floats({19, 23}); // as gradients of weights come
    backend.add_product(gradient, a.t(), values.compute({37, 23}));
    return {backend.product(a, b), backend.product(a, turned), sum, gradient};
}

Tensors norms(const Backend& backend, Values& values) {
    const at::Tensor x = values.floats({41, 67}), weight = values.floats({67}), dy = values.compute({41, 67});
    at::Tensor rstd, grad = values.floats({67});
    const at::Tensor y = backend.rms_norm(x, weight, 1e-5, values.type(), rstd);
    const at::Tensor frozen = backend.rms_norm_backward(dy, x, weight, rstd, nullptr);
    return {y, rstd, backend.rms_norm_backward(dy, x, weight, rstd, &grad), grad, frozen};
}

template <Activation activation>
Tensors gates(const Backend& backend, Values& values) {
    const at::Tensor gate_up = values.compute({29, 2 * 35}) * 3, dy = values.compute({29, 35});
    return {backend.gated(gate_up, activation), backend.gated_backward(dy, gate_up, activation)};
}

Tensors rotations(const Backend& backend, Values& values) {
    const at::Tensor angles = values.floats({31, 5}), x = values.compute({31, 6 * 10});
    at::Tensor there = x.clone(), back = x.clone();
    backend.rope(there, angles.cos(), angles.sin(), 4, 10, 1); // two heads of six stay
    backend.rope(back, angles.cos(), angles.sin(), 4, 10, -1);
    return {there, back};
}

template <bool capped, std::int64_t window>
Tensors attention(const Backend& backend, Values& values) {
    std::mt19937 random(5);
    const Pack pack = randomPack(random, 300); // several blocks, more than one tree
    const AttentionPlan plan = planAttention(pack.parent, values.device(), window);
    const AttentionShape shape{4, 2, 8, 0.35, capped ? 1.5 : 0.0};
    const at::Tensor qkv = values.compute({300, 64}), dy = values.compute({300, 32});
    AttentionSaved saved;
    const at::Tensor y = backend.attention(qkv, shape, plan, &saved);
    return {y, backend.attention(qkv, shape, plan, nullptr), backend.attention_backward(dy, qkv, shape, plan, saved)};
}

Tensors crossEntropies(const Backend& backend, Values& values) {
    const at::Tensor logits = values.floats({6, 50}) * 2, weight = values.floats({7}).abs();
    const auto options = at::dtype(at::kLong).device(values.device());
    const at::Tensor row =
        at::tensor(std::vector<std::int64_t>{0, 1, 1, 2, 4, 4, 5}, options); // soft targets, and a row without any
    const at::Tensor target = at::tensor(std::vector<std::int64_t>{49, 0, 3, 7, 7, 8, 1}, options);
    at::Tensor d_logits;
    const double loss = backend.cross_entropy(logits, row, target, weight, &d_logits);
    const std::vector<double> losses{loss, backend.cross_entropy(logits, row, target, weight, nullptr)};
    return {at::tensor(losses, at::kDouble), d_logits};
}

Tensors steps(const Backend& backend, Values& values) {
    at::Tensor weight = values.floats({13, 11}), first = values.floats({13, 11}),
               second = values.floats({13, 11}).abs();
    at::Tensor grad = values.floats({13, 11}), none, copy = at::zeros_like(weight, at::kBFloat16);
    const AdamW step{1e-2, 0.9, 0.95, 1e-8, 0.1, 0.6, 0.7, 0.5};
    backend.adamw(weight, grad, first, second, none, step);
    const at::Tensor before = weight.clone(), gone = grad.eq(0).to(at::kFloat);
    grad.fill_(0.5);
    backend.adamw(weight, grad, first, second, copy, step);
    return {before, gone, weight, first, second, copy.eq(weight.to(at::kBFloat16)).to(at::kFloat)};
}

struct Operation {
    const char* name;
    Run run;
    int functions; ///< of the table
};

constexpr Operation kOperations[] = {
    {"products", products, 2},
    {"RMS norm", norms, 2},
    {"SiLU gate", gates<Activation::Silu>, 2},
    {"GELU gate", gates<Activation::GeluTanh>, 0},
    {"rotation", rotations, 1},
    {"attention", attention<false, 0>, 2},
    {"attention in a window", attention<false, 9>, 0},
    {"attention with a soft cap", attention<true, 0>, 0},
    {"cross entropy", crossEntropies, 1},
    {"AdamW", steps, 1},
};

constexpr std::size_t functionsTried() {
    std::size_t count = 0;
    for (const Operation& operation : kOperations)
        count += static_cast<std::size_t>(operation.functions);
    return count;
}
static_assert(sizeof(Backend) == sizeof(const char*) + functionsTried() * sizeof(void (*)()),
              "an operation more needs its row here");

/// Of the largest value of a result: some roundings of the type.
double toleranceOf(at::ScalarType type) { return type == at::kBFloat16 ? 1.5e-2 : 2e-5; }

} // namespace

class TestBackends : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalTheReference_data();
    void equalTheReference();
    void networksAreEqual();
    void devicesHaveTheirs();
};

void TestBackends::equalTheReference_data() {
    QTest::addColumn<int>("operation");
    QTest::addColumn<QString>("backend");
    QTest::addColumn<bool>("bf16");
    for (int operation = 0; operation < static_cast<int>(std::size(kOperations)); ++operation)
        for (const char* backend : {"CPU", "ATen", "CUDA"})
            for (const bool bf16 : {false, true})
                QTest::addRow("%s, %s, %s", kOperations[operation].name, backend, bf16 ? "bf16" : "float32")
                    << operation << QString(backend) << bf16;
}

void TestBackends::equalTheReference() {
    QFETCH(int, operation);
    QFETCH(QString, backend);
    QFETCH(bool, bf16);
    const bool cuda = backend == "CUDA";
    if (cuda && !at::globalContext().hasCUDA())
        QSKIP("no CUDA device here");
    const at::NoGradGuard no_graph;
    const at::ScalarType type = bf16 ? at::kBFloat16 : at::kFloat;
    Values here(type, at::kCPU), there(type, cuda ? at::Device(at::kCUDA, 0) : at::Device(at::kCPU));
    const Tensors expected = kOperations[operation].run(referenceBackend(), here);
    const Tensors found = kOperations[operation].run(backend == "CPU" ? cpuBackend() : atenBackend(), there);
    QCOMPARE(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        QCOMPARE(found[i].scalar_type(), expected[i].scalar_type());
        const at::Tensor a = found[i].cpu().to(at::kDouble), b = expected[i].to(at::kDouble);
        const double off = (a - b).abs().max().item<double>() / b.abs().max().item<double>();
        QVERIFY2(off < toleranceOf(type), (std::to_string(i) + ": " + std::to_string(off)).c_str());
    }
}

// Nothing of a network may go past the table.
void TestBackends::networksAreEqual() {
    NetworkSpec network = networkSpec(tinyConfig());
    network.layers.back().activation = Activation::GeluTanh;
    network.layers.back().soft_cap = 2;
    network.layers.back().norms.query = "self_attn.q_norm";
    std::mt19937 random(3);
    LossPack pack{randomPack(random, 60), {}};
    for (int item = 0; item < 20; ++item)
        pack.items.add(static_cast<std::int64_t>(random() % 60), item % 3, 1);
    const auto gradients = [&](const Backend& backend) {
        TrainingCore core(Transformer::random(tinyConfig(), network, 7, {at::kCPU, at::kFloat, {}, &backend}),
                          [](Transformer& model) { return TokenHead::languageModel(model, nullptr, true, 1); },
                          crossEntropy(), {});
        Tensors all{at::tensor(core.accumulate(pack, 1, {}).loss)};
        for (const Parameter* parameter : core.parameters())
            all.push_back(parameter->grad.clone());
        return all;
    };
    const Tensors expected = gradients(referenceBackend());
    for (const Backend* backend : {&cpuBackend(), &atenBackend()}) {
        const Tensors found = gradients(*backend);
        for (std::size_t i = 0; i < found.size(); ++i)
            QVERIFY2(at::allclose(found[i], expected[i], 1e-3, 1e-4),
                     (std::string(backend->name) + " " + std::to_string(i)).c_str());
    }
}

void TestBackends::devicesHaveTheirs() {
    QCOMPARE(&backendOf(at::kCPU), &cpuBackend());
    QCOMPARE(&backendOf(at::Device(at::kCUDA, 0)), &atenBackend());
}

QTEST_GUILESS_MAIN(TestBackends)
#include "tst_backends.moc"

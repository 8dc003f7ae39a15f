// SPDX-License-Identifier: GPL-3.0-or-later
// Where a network's weights come from: a folder, or a seed.
#include "model/learning/transformer_p.h"

#include "model/base/finite.h"
#include "model/base/lower_layers.h"
#include "model/domain/error.h"
#include "model/domain/stop.h"

#include <cmath>
#include <cstring>
#include <map>

namespace stepmark {

namespace {

/// Gives the values of a tensor of the Hugging Face folder, float32.
using TensorSource = std::function<at::Tensor(const TensorSpec& spec)>;

/// Builds the parameters of a network from the folder's tensors, joining those that read the same input.
class Assembler {
public:
    Assembler(const ModelConfig& config, const NetworkSpec& network, const Compute& compute, bool trainable,
              TensorSource source)
        : m_norm_offset(network.norm_plus_one ? 1 : 0)
        , m_compute(compute)
        , m_trainable(trainable)
        , m_source(std::move(source)) {
        for (TensorSpec& spec : backboneTensorSpecs(config, network))
            m_specs.emplace(spec.name, spec);
    }

    /// Nothing where the layer has no such norm.
    void norm(Parameter& parameter, const std::string& name) {
        if (!m_specs.contains(name))
            return;
        parameter.offset = m_norm_offset;
        build(parameter, name, {name}, at::kFloat);
    }
    void matrix(Parameter& parameter, const std::string& name, const std::vector<std::string>& parts, bool hidden) {
        build(parameter, name, parts, m_compute.type);
        parameter.decay = true;
        parameter.hidden_matrix = hidden;
    }
    /// Nothing where the configuration has no such bias.
    void bias(Parameter& parameter, const std::string& name, const std::vector<std::string>& parts) {
        if (m_specs.contains(parts.front()))
            build(parameter, name, parts, m_compute.type);
    }

private:
    void build(Parameter& parameter, const std::string& name, const std::vector<std::string>& parts,
               at::ScalarType type) {
        std::vector<at::Tensor> values;
        std::int64_t begin = 0;
        parameter.name = name;
        for (const std::string& part : parts) {
            const TensorSpec& spec = m_specs.at(part);
            values.push_back(m_source(spec));
            parameter.parts.push_back({part, begin, spec.shape[0]});
            begin += spec.shape[0];
        }
        setParameter(parameter, values.size() == 1 ? values[0] : at::cat(values, 0), type, m_trainable);
    }

    std::map<std::string, TensorSpec> m_specs;
    double m_norm_offset;
    Compute m_compute;
    bool m_trainable;
    TensorSource m_source;
};

void assembleLayer(Assembler& assembler, Layer& layer, const std::string& prefix) {
    const auto names = [&](std::initializer_list<const char*> ends, const char* kind) {
        std::vector<std::string> result;
        for (const char* end : ends)
            result.push_back(prefix + end + kind);
        return result;
    };
    const auto qkv = {"self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"};
    const auto gate_up = {"mlp.gate_proj", "mlp.up_proj"};
    const NormNames& norms = layer.spec.norms;
    const auto norm = [&](Parameter& parameter, const std::string& name) {
        assembler.norm(parameter, prefix + name + ".weight");
    };
    norm(layer.pre_attention_norm, norms.pre_attention);
    assembler.matrix(layer.qkv, prefix + "self_attn.qkv.weight", names(qkv, ".weight"), true);
    assembler.bias(layer.qkv_bias, prefix + "self_attn.qkv.bias", names(qkv, ".bias"));
    norm(layer.query_norm, norms.query);
    norm(layer.key_norm, norms.key);
    assembler.matrix(layer.out, prefix + "self_attn.o_proj.weight", names({"self_attn.o_proj"}, ".weight"), true);
    assembler.bias(layer.out_bias, prefix + "self_attn.o_proj.bias", names({"self_attn.o_proj"}, ".bias"));
    norm(layer.post_attention_norm, norms.post_attention);
    norm(layer.pre_mlp_norm, norms.pre_mlp);
    assembler.matrix(layer.gate_up, prefix + "mlp.gate_up.weight", names(gate_up, ".weight"), true);
    assembler.bias(layer.gate_up_bias, prefix + "mlp.gate_up.bias", names(gate_up, ".bias"));
    assembler.matrix(layer.down, prefix + "mlp.down_proj.weight", names({"mlp.down_proj"}, ".weight"), true);
    assembler.bias(layer.down_bias, prefix + "mlp.down_proj.bias", names({"mlp.down_proj"}, ".bias"));
    norm(layer.post_mlp_norm, norms.post_mlp);
}

at::ScalarType scalarType(const TensorView& view) {
    switch (view.dtype) {
    case DType::F32:
        return at::kFloat;
    case DType::BF16:
        return at::kBFloat16;
    case DType::F16:
        return at::kHalf;
    default:
        throw Error("Tensor " + view.name + " has type " + std::string(dtypeName(view.dtype)) +
                    "; weights must be F32, BF16 or F16.");
    }
}

/// Random values; `back` is the factor on the two projections back into the residual stream.
at::Tensor drawTensor(const TensorSpec& spec, const NetworkSpec& network, double range, double back,
                      at::Generator& generator) {
    if (spec.shape.size() == 1) // biases, and norms that count as one
        return spec.name.ends_with(".bias") || network.norm_plus_one ? at::zeros(spec.shape) : at::ones(spec.shape);
    const bool into_residual = spec.name.ends_with("o_proj.weight") || spec.name.ends_with("down_proj.weight");
    return at::empty(spec.shape, at::kFloat).normal_(0, range * (into_residual ? back : 1.0), generator);
}

void assemble(Transformer& model, std::vector<Layer>& layers, Assembler& assembler) {
    assembler.matrix(model.embedding, "model.embed_tokens.weight", {"model.embed_tokens.weight"}, false);
    for (std::size_t index = 0; index < layers.size(); ++index)
        assembleLayer(assembler, layers[index], "model.layers." + std::to_string(index) + ".");
    assembler.norm(model.final_norm, "model.norm.weight");
}

} // namespace

void setParameter(Parameter& parameter, const at::Tensor& values, at::ScalarType type, bool trainable) {
    parameter.compute = parameter.offset == 0 ? values.to(type) : (values.to(at::kFloat) + parameter.offset).to(type);
    if (trainable) {
        parameter.master = values.to(at::kFloat).contiguous();
        if (type == at::kFloat && parameter.offset == 0)
            parameter.compute = parameter.master;
        parameter.grad = at::zeros_like(parameter.master);
    }
}

at::Tensor readTensor(const SafetensorsReader& weights, const std::string& name, at::Device device) {
    const TensorView& view = weights.at(name);
    requireFinite(weights, view);
    at::Tensor values = at::empty(view.shape, at::dtype(scalarType(view)));
    std::memcpy(values.data_ptr(), view.data, view.bytes); // which may be unaligned, and goes with the reader
    return values.to(at::kFloat).to(device);
}

Transformer Transformer::load(const ModelFolder& folder, const Compute& compute, bool trainable,
                              const std::stop_token& stop) {
    return load(folder, networkSpec(folder.config), compute, trainable, stop);
}

Transformer Transformer::load(const ModelFolder& folder, const NetworkSpec& network, const Compute& compute,
                              bool trainable, const std::stop_token& stop) {
    Transformer model(folder.config, network, compute);
    Assembler assembler(folder.config, network, compute, trainable, [&](const TensorSpec& spec) {
        throwIfStopped(stop);
        const at::Tensor values = readTensor(folder.weights, spec.name, compute.device);
        return trainable || spec.shape.size() == 1 ? values : values.to(compute.type);
    });
    assemble(model, model.m_layers, assembler);
    return model;
}

Transformer Transformer::random(const ModelConfig& config, std::uint64_t seed, const Compute& compute) {
    return random(config, networkSpec(config), seed, compute);
}

Transformer Transformer::random(const ModelConfig& config, const NetworkSpec& network, std::uint64_t seed,
                                const Compute& compute) {
    Transformer model(config, network, compute);
    at::Generator generator = at::detail::createCPUGenerator(seed);
    const double back = 1.0 / std::sqrt(2.0 * static_cast<double>(config.num_hidden_layers));
    Assembler assembler(config, network, compute, true, [&](const TensorSpec& spec) {
        return drawTensor(spec, network, config.initializer_range, back, generator).to(compute.device);
    });
    assemble(model, model.m_layers, assembler);
    return model;
}

Transformer Transformer::grow(const ModelFolder& folder, std::int64_t layers, std::uint64_t seed,
                              const Compute& compute) {
    if (layers < folder.config.num_hidden_layers)
        throw Error("The base has " + std::to_string(folder.config.num_hidden_layers) +
                    " layers and cannot shrink to " + std::to_string(layers) + ".");
    const ModelConfig config = withLayers(folder.config, layers);
    Transformer model(config, networkSpec(config), compute);
    at::Generator generator = at::detail::createCPUGenerator(seed);
    Assembler assembler(config, model.m_network, compute, true, [&](const TensorSpec& spec) {
        return folder.weights.find(spec.name)
                   ? readTensor(folder.weights, spec.name, compute.device)
                   : drawTensor(spec, model.m_network, config.initializer_range, 0, generator).to(compute.device);
    });
    assemble(model, model.m_layers, assembler);
    return model;
}

} // namespace stepmark

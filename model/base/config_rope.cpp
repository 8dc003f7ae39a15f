// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/config_rope.h"

#include "model/base/config_range.h"

namespace stepmark {

namespace {

void refusePartial(const ConfigFields& fields) {
    if (fields.number("partial_rotary_factor", 1.0) != 1.0)
        fields.fail("partial_rotary_factor", "other than 1 is not supported.");
}

} // namespace

RopeSpec ropeOf(const ConfigFields& rope, double theta, std::int64_t original) {
    RopeSpec spec{.theta = rope.number("rope_theta", theta)};
    const std::string type = rope.text("rope_type", rope.text("type", "default"));
    refusePartial(rope);
    if (type == "llama3")
        spec.scaling = Llama3RopeScaling{rope.number("factor", 0), rope.number("low_freq_factor", 0),
                                         rope.number("high_freq_factor", 0),
                                         rope.integer("original_max_position_embeddings", original)};
    else if (type == "linear")
        spec.factor = rope.number("factor", 0);
    else if (type != "default")
        rope.fail("rope_type", "is \"" + type +
                                   "\"; only \"default\", \"linear\" and \"llama3\" are supported. Choose another base "
                                   "model.");
    return spec;
}

RopeSpec readRope(const ConfigFields& fields, double theta, std::int64_t context) {
    theta = fields.number("rope_theta", theta);
    refusePartial(fields);
    for (const char* key : {"rope_scaling", "rope_parameters"})
        if (const nlohmann::json* value = fields.find(key); value && *value != nlohmann::json::object()) {
            for (const char* type : {"full_attention", "sliding_attention"})
                if (value->contains(type))
                    fields.fail(key, "is one a type of layer, which this family has not. Choose another base model.");
            RopeSpec spec = ropeOf(ConfigFields(*value, fields.source() + ": " + key), theta, context);
            if (spec.scaling) // that of the whole comes first
                spec.scaling->original_max_position_embeddings =
                    fields.integer("original_max_position_embeddings", spec.scaling->original_max_position_embeddings);
            return spec;
        }
    return {.theta = theta};
}

void writeRope(const RopeSpec& rope, nlohmann::ordered_json& json) {
    json["rope_theta"] = rope.theta;
    if (const auto& scaling = rope.scaling)
        json["rope_scaling"] = {{"rope_type", "llama3"},
                                {"factor", scaling->factor},
                                {"low_freq_factor", scaling->low_freq_factor},
                                {"high_freq_factor", scaling->high_freq_factor},
                                {"original_max_position_embeddings", scaling->original_max_position_embeddings}};
    else if (rope.factor != 1)
        json["rope_scaling"] = {{"rope_type", "linear"}, {"factor", rope.factor}};
}

void validateRope(const RopeSpec& rope) {
    requireRange("rope_theta", rope.theta, 1, 1e12);
    requireRange("factor", rope.factor, 1, 1e6);
    const auto& scaling = rope.scaling;
    if (!scaling)
        return;
    requireRange("factor", scaling->factor, 1, 1e6);
    requireRange("low_freq_factor", scaling->low_freq_factor, 1e-6, 1e6);
    requireRange("high_freq_factor", scaling->high_freq_factor, 1e-6, 1e6);
    requireRange("original_max_position_embeddings", static_cast<double>(scaling->original_max_position_embeddings), 1,
                 1 << 24);
    requireConfig(scaling->low_freq_factor < scaling->high_freq_factor,
                  "low_freq_factor is not below high_freq_factor.");
}

} // namespace stepmark

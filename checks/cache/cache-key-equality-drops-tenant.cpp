/// One entry for two tenants:   bool operator==(const Key& o) const { return prompt == o.prompt; }
/// One entry each:              bool operator==(const Key&) const = default;
#include "checks/cache/cache-finding.h"
#include "checks/cache/key-type.h"
#include "checks/check.h"
#include "checks/flow/models/word-match.h"

#include <algorithm>
#include <array>
#include <set>

namespace partywall {

namespace {

using namespace solver;

/// How a keyed container tells its keys apart, and which of its functions it asks.
enum class Order : std::uint8_t { none, hashed, sorted };

class Equality {
public:
  explicit Equality(const Solution& solution)
      : solution_(solution), program_(solution.program()), terms_(solution.terms()) {
    for (const ir::Field& field : program_.fields)
      keep(field.type);
    for (const ir::Global& global : program_.globals)
      keep(global.type);
    // What a template of the project keeps, it keeps by its own containers.
    for (const ir::Type& type : program_.types)
      if (order_of(type) != Order::none && own_keys_.contains(key_name(type)))
        kept_.push_back(&type);
  }

  std::vector<Finding> findings() {
    std::vector<Finding> found;
    for (std::uint32_t i = 0; i < program_.functions.size(); ++i)
      if (const ir::NameId key = compared_record(solution_, program_.functions[i]); key && !is_left_alone(program_.functions[i]))
        if (drops_tenant(ir::FunctionId{i}, key) && decides(program_.functions[i], key))
          found.push_back(report(ir::FunctionId{i}, key));
    return found;
  }

private:
  [[nodiscard]] Order order_of(const ir::Type& type) const {
    if (type.shape != ir::Type::Shape::record || type.arguments.empty())
      return Order::none;
    const std::string name(models::last_segment(program_.text(type.name)));
    const bool is_keyed = name.find("map") != std::string::npos || name.find("Map") != std::string::npos ||
                          name.find("set") != std::string::npos;
    if (!is_keyed || is_project_record(type.name))
      return Order::none;
    const bool is_hashed = name.find("unordered") != std::string::npos || name.find("hash") != std::string::npos ||
                           name.find("F14") != std::string::npos;
    return is_hashed ? Order::hashed : Order::sorted;
  }

  [[nodiscard]] std::string_view key_name(const ir::Type& type) const {
    return program_.text(program_.at(type.arguments[0]).name);
  }

  void keep(ir::TypeId id) {
    if (!id || !visited_.insert(id).second)
      return;
    const ir::Type& type = program_.at(id);
    if (order_of(type) != Order::none)
      kept_.push_back(&type);
    const bool is_own = type.shape == ir::Type::Shape::record && is_project_record(type.name);
    for (const ir::TypeId argument : type.arguments) {
      if (is_own)
        own_keys_.insert(program_.text(program_.at(argument).name));
      keep(argument);
    }
    keep(type.element);
  }

  [[nodiscard]] bool is_project_record(ir::NameId name) const {
    const ir::Record* found = find_record(program_, name);
    return found && is_reported(solution_, found->location);
  }

  [[nodiscard]] bool is_left_alone(const ir::Function& function) const {
    return function.is_defaulted || !is_reported(solution_, function.location);
  }

  /// Which of the two things compared `term` is, as a whole; -1 for neither.
  [[nodiscard]] int side(const std::array<Term, 2>& inputs, Term term) const {
    if (terms_.kind(term) == TermKind::load)
      term = terms_.child(term, 0);
    for (int i = 0; i < 2; ++i)
      if (term == inputs[static_cast<std::size_t>(i)])
        return i;
    return -1;
  }

  /// The fields of each side that `term` looks at; "" stands for all of them.
  void fields_used(const std::array<Term, 2>& inputs, Term term, std::array<std::set<std::string>, 2>& used,
                   std::set<Term>& seen) const {
    if (!seen.insert(term).second)
      return;
    if (const int whole = side(inputs, term); whole >= 0) {
      used[static_cast<std::size_t>(whole)].insert("");
      return;
    }
    if (terms_.kind(term) == TermKind::project || terms_.kind(term) == TermKind::offset) {
      const int part = side(inputs, terms_.child(term, 0));
      const Term step = terms_.child(term, 1);
      if (part >= 0 && terms_.kind(step) == TermKind::step_field) {
        used[static_cast<std::size_t>(part)].emplace(terms_.name(terms_.at(step).symbol));
        return;
      }
    }
    for (const Term child : terms_.children(term))
      fields_used(inputs, child, used, seen);
  }

  [[nodiscard]] bool drops_tenant(ir::FunctionId id, ir::NameId key) {
    const std::vector<std::string> tenants = identity_fields(solution_, key);
    if (tenants.empty() || !solution_.engine->is_summarised[id.value])
      return false;
    const ir::Function& function = program_.at(id);
    const Summary& summary = solution_.engine->summaries[id.value];
    if (summary.is_degraded)
      return false;
    const std::array<Term, 2> inputs = function.parameter_count == 2
                                           ? std::array{terms_.input(id, 0), terms_.input(id, 1)}
                                           : std::array{terms_.input(id, input_this), terms_.input(id, 0)};
    std::array<std::set<std::string>, 2> used;
    std::set<Term> seen;
    fields_used(inputs, summary.returned, used, seen);
    if (used[0].empty() || used[1].empty())
      return false;
    return std::ranges::none_of(tenants, [&](const std::string& tenant) {
      return (used[0].contains(tenant) || used[0].contains("")) && (used[1].contains(tenant) || used[1].contains(""));
    });
  }

  /// Some container that outlives a request asks `function` which keys are the same.
  [[nodiscard]] bool decides(const ir::Function& function, ir::NameId key) const {
    const std::string_view name = program_.text(function.name);
    return std::ranges::any_of(kept_, [&](const ir::Type* type) {
      if (key_name(*type) != program_.text(key))
        return false;
      const auto judges = std::span(type->arguments).subspan(1);
      const auto named = [&](std::string_view text) {
        return std::ranges::any_of(judges,
                                   [&](ir::TypeId judge) { return program_.text(program_.at(judge).name) == text; });
      };
      if (function.kind == ir::Function::Kind::lambda)
        return named("(lambda)");
      if (name.ends_with("operator()") || name.ends_with("::equal"))
        return named(program_.text(function.declaring_class));
      const bool is_hashed = order_of(*type) == Order::hashed;
      if (name.ends_with("operator==") != is_hashed)
        return false;
      return !has_own_judge(*type);
    });
  }

  /// The container was given something of its own to compare keys by.
  [[nodiscard]] bool has_own_judge(const ir::Type& type) const {
    return std::ranges::any_of(std::span(type.arguments).subspan(1), [&](ir::TypeId judge) {
      const ir::Type& candidate = program_.at(judge);
      if (candidate.shape != ir::Type::Shape::record)
        return false;
      return std::ranges::any_of(program_.functions, [&](const ir::Function& function) {
        const std::string_view name = program_.text(function.name);
        const bool is_call =
            name.ends_with("operator()") || name.ends_with("::equal") || function.kind == ir::Function::Kind::lambda;
        return is_call && function.declaring_class == candidate.name && function.parameter_count == 2;
      });
    });
  }

  [[nodiscard]] Finding report(ir::FunctionId id, ir::NameId key) const {
    const ir::Function& function = program_.at(id);
    const std::string type(models::last_segment(program_.text(key)));
    const std::string tenant = std::ranges::min(identity_fields(solution_, key));
    Finding finding;
    finding.primary = range_of(program_, function.location);
    finding.function = function_name(program_, id);
    finding.subject = "equality of " + type;
    finding.message = "'" + type + "' has a '" + tenant +
                      "', but keys of different tenants compare as the same here: the container serves one tenant "
                      "the other's entry. Compare '" +
                      tenant + "' as well.";
    if (const ir::Record* one = find_record(program_, key)) {
      Remark remark{range_of(program_, one->location), "'" + type + "' is declared here, with its '" + tenant + "'",
                    type, true, 1};
      relate(finding, remark);
    }
    finding.path.push_back(
        {finding.primary, "compares two '" + type + "' without their '" + tenant + "'", finding.function, true, 1});
    return finding;
  }

  const Solution& solution_;
  const ir::Program& program_;
  Terms& terms_;
  std::vector<const ir::Type*> kept_;
  std::set<std::string_view> own_keys_;
  std::set<ir::TypeId> visited_;
};

std::vector<Finding> run(const Solution& solution) { return Equality(solution).findings(); }

} // namespace

Check cache_key_equality_drops_tenant() {
  return {{.id = "cache-key-equality-drops-tenant",
           .surface = "cache",
           .name = "CacheKeyEqualityDropsTenant",
           .title = "Keys of different tenants compare as equal",
           .description = "The key type has a tenant, and the function by which the container tells its keys apart "
                          "leaves it out: entries of "
                          "different tenants are one entry. A hash may leave it out, an equality or an order may not.",
           .level = Level::error,
           .precision = "very-high",
           .security_severity = 8.6,
           .cwe = {697, 488, 1023},
           .owasp = {"LLM02"}},
          run};
}

} // namespace partywall

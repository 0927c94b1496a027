#include "checks/flow/models/expression.h"

#include <fmt/format.h>

#include <algorithm>

namespace partywall::models {

namespace {

bool is_name(std::string_view text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  return !text.empty() && is_letter(text.front()) &&
         std::ranges::all_of(text, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

std::string quote(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    switch (c) {
    case '\n':
      result += "\\n";
      break;
    case '\t':
      result += "\\t";
      break;
    case '\r':
      result += "\\r";
      break;
    case '"':
      result += "\\\"";
      break;
    case '\\':
      result += "\\\\";
      break;
    default:
      if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
        result += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
      else
        result += c;
    }
  }
  return result + '"';
}

std::string print_call(std::string_view name, const Expr& call) {
  std::string result = fmt::format("{}(", name);
  for (std::size_t i = 0; i < call.children.size(); ++i) {
    const auto& child = call.children[i];
    const bool is_word = child.kind == Expr::Kind::text && is_name(child.name) &&
                         ((name == "source" && i == 0) || (name == "record" && i % 2 == 0));
    result += fmt::format("{}{}", i == 0 ? "" : ", ", is_word ? child.name : print(child));
  }
  return result + ')';
}

} // namespace

std::string print(const Expr& expression) {
  const auto child = [&](std::size_t i) -> const Expr& { return expression.children.at(i); };
  switch (expression.kind) {
  case Expr::Kind::argument:
    return fmt::format("arg{}", expression.number);
  case Expr::Kind::rest:
    return fmt::format("rest{}", expression.number);
  case Expr::Kind::receiver:
    return "this";
  case Expr::Kind::result:
    return "result";
  case Expr::Kind::text:
    return quote(expression.name);
  case Expr::Kind::number:
    return fmt::format("{}", expression.number);
  case Expr::Kind::dereference:
    return "*" + print(child(0));
  case Expr::Kind::address:
    return "&" + print(child(0));
  case Expr::Kind::field: {
    const bool is_prefixed = child(0).kind == Expr::Kind::dereference || child(0).kind == Expr::Kind::address;
    return fmt::format(fmt::runtime(is_prefixed ? "({}).{}" : "{}.{}"), print(child(0)), expression.name);
  }
  case Expr::Kind::at:
    return print_call("at", expression);
  case Expr::Kind::element:
    return print_call("elem", expression);
  case Expr::Kind::apply:
    return print_call(expression.name, expression);
  }
  return {};
}

} // namespace partywall::models

/// Format strings as composition.
#include "checks/flow/solver/model-call.h"

#include <string>

namespace partywall::solver {

namespace {

Term everything(Terms& terms, Term format, std::span<const Term> arguments) {
  std::vector<Term> parts{format};
  parts.insert(parts.end(), arguments.begin(), arguments.end());
  return terms.apply("derived", parts);
}

bool is_number_conversion(char conversion) { return std::string_view("diouxXeEfFgGaA").find(conversion) != std::string_view::npos; }

}  // namespace

Term fill_format(Terms& terms, Term format, std::span<const Term> arguments) {
  if (terms.kind(format) != TermKind::text) return everything(terms, format, arguments);
  const std::string text(terms.name(terms.at(format).symbol));
  std::vector<Term> parts;
  std::string literal;
  std::size_t automatic = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((text[i] == '{' || text[i] == '}') && i + 1 < text.size() && text[i + 1] == text[i]) {
      literal += text[i++];
      continue;
    }
    if (text[i] != '{') {
      literal += text[i];
      continue;
    }
    const std::size_t end = text.find('}', i);
    if (end == std::string::npos) break;
    const std::string hole = text.substr(i + 1, end - i - 1);
    const std::size_t position = !hole.empty() && std::isdigit(static_cast<unsigned char>(hole[0]))
                                     ? static_cast<std::size_t>(std::atoi(hole.c_str()))
                                     : automatic++;
    parts.push_back(terms.text(literal));
    literal.clear();
    if (position < arguments.size()) parts.push_back(arguments[position]);
    i = end;
  }
  parts.push_back(terms.text(literal));
  return terms.cat(parts);
}

Term fill_printf(Terms& terms, Term format, std::span<const Term> arguments, bool binary) {
  if (terms.kind(format) != TermKind::text) return everything(terms, format, arguments);
  const std::string text(terms.name(terms.at(format).symbol));
  std::vector<Term> parts;
  std::string literal;
  std::size_t next = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      literal += text[i];
      continue;
    }
    if (++i >= text.size()) break;
    if (text[i] == '%') {
      literal += '%';
      continue;
    }
    bool is_cut = false;
    while (i < text.size() && std::string_view("-+ #0123456789.*lhjztL").find(text[i]) != std::string_view::npos) {
      if (text[i] == '*') ++next;
      // "%.8s" cuts its argument; "%8s" pads it.
      if (text[i] == '.') is_cut = i + 1 < text.size() && text[i + 1] != '*';
      ++i;
    }
    if (i >= text.size()) break;
    parts.push_back(terms.text(literal));
    literal.clear();
    if (next < arguments.size()) {
      Term part = arguments[next++];
      if (is_number_conversion(text[i])) part = terms.apply("number", {part});
      else if (is_cut && text[i] == 's') part = terms.apply("truncate", {part});
      parts.push_back(part);
    }
    if (binary && text[i] == 'b') ++next;
  }
  parts.push_back(terms.text(literal));
  return terms.cat(parts);
}

}  // namespace partywall::solver

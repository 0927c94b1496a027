// Declarations of fmt where it differs from 9, compared with fmtlib/fmt at commit 60ccad51.
#pragma once

#include <cstddef>
#include <cstdio>
#include <ostream>

namespace fmt {
namespace detail {
template <class T> struct buffer;
}

template <class T> struct basic_appender {
  basic_appender(detail::buffer<T>&);
};

template <class Char = char> struct runtime_format_string {};

template <class... T> struct fstring {
  using t = fstring;
  template <std::size_t N> fstring(const char (&)[N]);
  template <class S> fstring(const S&);
  fstring(runtime_format_string<>);
};
template <class... T> using format_string = typename fstring<T...>::t;

template <class... T> void println(std::FILE*, format_string<T...>, T&&...);
template <class... T> void println(format_string<T...>, T&&...);
template <class... T> void println(std::ostream&, format_string<T...>, T&&...);
} // namespace fmt

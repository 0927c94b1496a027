// Declarations of llama.cpp's chat helpers, compared with ggml-org/llama.cpp at commit 0232d960.
#pragma once

#include <string>
#include <vector>

struct common_chat_templates;
struct common_chat_templates_inputs;
struct common_chat_params;
struct common_chat_parser_params;

struct common_chat_tool_call {
  std::string name, arguments, id;
};

struct common_chat_msg {
  std::string role, content;
  std::vector<common_chat_tool_call> tool_calls;
};

common_chat_params common_chat_templates_apply(const common_chat_templates*, const common_chat_templates_inputs&);
common_chat_msg common_chat_parse(const std::string&, bool, const common_chat_parser_params&);

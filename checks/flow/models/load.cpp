#include "checks/flow/models/load.h"

#include "checks/flow/models/compile.h"
#include "checks/flow/models/document.h"
#include "checks/flow/models/model-file.h"
#include "checks/flow/models/vocabulary.h"
#include "checks/flow/models/words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>

namespace partywall::models {

namespace fs = std::filesystem;

namespace {

class Loader {
public:
  void add_text(std::string_view text, const std::string& file) {
    Errors errors(file);
    if (const auto root = read_document(text, errors))
      compile(parse_model_file(*root, errors), compiled_, errors);
    append(errors);
  }

  void add_path(const std::string& path) {
    std::error_code code;
    const auto status = fs::status(path, code);
    if (fs::is_directory(status)) {
      for (const auto& file : files_below(path))
        add_file(file);
    } else if (fs::exists(status)) {
      add_file(path);
    } else {
      report(path, status.type() == fs::file_type::not_found ? "no such file or folder"
                                                             : fmt::format("cannot be read: {}", code.message()));
    }
  }

  LoadedModels finish(const Config& config) {
    auto& lexicon = compiled_.lexicon;
    for (const auto& name : config.identity_exclude)
      exclude(name, config.file);
    for (const auto& name : config.identity_names) {
      add_word(lexicon.identity_names, name);
      if (!name.ends_with('s'))
        add_word(lexicon.identity_names, name + 's'); // `merchants[i].id` is one as well.
    }
    lexicon.identity_types.insert(lexicon.identity_types.end(), config.identity_types.begin(),
                                  config.identity_types.end());
    for (const auto& name : config.credentials)
      add_word(lexicon.credential_names, name);
    for (const auto& name : config.context)
      add_word(lexicon.model_names, name);
    return {Models(std::move(compiled_.rows), std::move(compiled_.types), std::move(compiled_.lexicon)),
            std::move(errors_)};
  }

private:
  void add_file(const std::string& file) {
    std::error_code code;
    auto canonical = fs::weakly_canonical(file, code).string();
    if (!seen_.insert(code ? file : std::move(canonical)).second)
      return; // Named twice, such as by a folder and by itself.
    if (const auto text = read_file(file))
      add_text(*text, file);
    else
      report(file, text.error());
  }

  std::vector<std::string> files_below(const std::string& folder) {
    std::vector<std::string> files;
    std::error_code code;
    fs::recursive_directory_iterator entry(folder, code);
    for (const fs::recursive_directory_iterator end; !code && entry != end; entry.increment(code))
      if (entry->path().extension() == ".yaml" && !entry->is_directory(code))
        files.push_back(entry->path().string());
    if (code)
      report(folder, fmt::format("cannot be read: {}", code.message()));
    std::ranges::sort(files);
    return files;
  }

  /// Takes a word and its plural out of what names a tenant. A word that is not there is a slip.
  void exclude(const ExcludedName& excluded, const std::string& file) {
    auto& lexicon = compiled_.lexicon;
    const auto word = fmt::format("{}", fmt::join(words_of(excluded.name), "_"));
    const auto is_it = [&](const std::string& known) { return known == word || known == word + 's'; };
    auto known = lexicon.identity_names;
    known.insert(known.end(), lexicon.determining_names.begin(), lexicon.determining_names.end());
    if (std::ranges::none_of(known, is_it)) {
      const std::vector<std::string_view> choices(known.begin(), known.end());
      errors_.push_back({file, excluded.line, excluded.column, unknown_word("identity name", excluded.name, choices)});
    }
    std::erase_if(lexicon.identity_names, is_it);
    std::erase_if(lexicon.determining_names, is_it);
    std::erase_if(lexicon.tenancy_words, is_it);
  }

  void report(const std::string& file, std::string message) {
    Errors errors(file);
    errors.add(std::move(message));
    append(errors);
  }

  void append(Errors& errors) { std::ranges::move(errors.take(), std::back_inserter(errors_)); }

  Compiled compiled_;
  std::vector<InputError> errors_;
  std::set<std::string> seen_;
};

} // namespace

LoadedModels load_models(const std::vector<std::string>& paths, const Config& config) {
  Loader loader;
  for (const auto& path : paths)
    loader.add_path(path);
  return loader.finish(config);
}

LoadedModels parse_models(std::string_view text, const std::string& file) {
  Loader loader;
  loader.add_text(text, file);
  return loader.finish({});
}

} // namespace partywall::models

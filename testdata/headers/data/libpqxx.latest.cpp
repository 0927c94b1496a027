#include <pqxx-8/pqxx.hxx>

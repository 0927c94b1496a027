#include <pqxx-7/pqxx.hxx>

#include <boost/asio/ssl.hpp>

// libc++, where some members are declared by other classes than in libstdc++.
// flags: -stdlib=libc++
#include <fstream>
#include <iomanip>
#include <ios>
#include <iostream>
#include <iterator>
#include <sstream>
#include <streambuf>
#include <string>
#include <thread>

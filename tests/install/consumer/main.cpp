#include <iostream>
#include <norma/version.hpp>

int main() {
  std::cout << "norma " << norma::version() << '\n';
  return 0;
}

"""The tests, in folders that mirror the code; `make test` runs all of them."""

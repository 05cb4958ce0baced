"""The engines that answer a query. Each has `find(query) -> Found` and `count(query) -> int`."""

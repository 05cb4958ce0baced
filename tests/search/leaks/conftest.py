"""The engines, each with an index in use."""

import pytest

pytest.register_assert_rewrite("tests.search.leaks.questions")

from tests.search.engines.conftest import catalogue, elasticsearch_prefix  # noqa: E402 - whatever is rewritten comes before

__all__ = ["catalogue", "elasticsearch_prefix"]

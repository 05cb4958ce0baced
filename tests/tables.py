"""What a database learns by itself about its tables, for tests that fill them and ask at once."""

from django.db import connection


def count_rows() -> None:
    """Have the database look at its tables, which it does in its own time after many rows came in.

    Until then PostgreSQL takes tables that were empty a moment ago for empty, and plans for that.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

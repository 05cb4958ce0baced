"""Controlled terms, languages with their levels, countries: the words that things are found by."""

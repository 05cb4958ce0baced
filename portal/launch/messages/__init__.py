"""Gettext catalogues, made and compiled without GNU gettext.

`extraction` finds what our sources want translated, `catalogues` keeps `locale/<language>` in step
with that. The sources are English, so there is no English catalogue.
"""

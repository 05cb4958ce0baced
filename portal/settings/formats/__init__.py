"""How dates are written where CLDR and Django differ from what we want."""

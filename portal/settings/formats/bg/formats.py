"""Bulgarian in figures: Django writes the names of months with a capital, which Bulgarian does not."""

DATE_FORMAT = "j.m.Y г."
DATETIME_FORMAT = "j.m.Y г., H:i ч."
TIME_FORMAT = "H:i"
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y H:i"
FIRST_DAY_OF_WEEK = 1

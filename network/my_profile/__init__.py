"""How a member sees to her own profile."""

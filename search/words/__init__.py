"""Words of one language, and names of any, brought to the form in which they meet: the same for every engine."""

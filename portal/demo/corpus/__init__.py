"""Members for measuring: many, alike to real ones, and skewed as real ones are.

A member depends on her number and the seed alone, so a longer corpus begins with the shorter ones. All persons and
organisations are fictional; names and words are in `content/corpus/`, the first of each list being the most frequent.
"""

"""What is held about people, why and for how long; their copy of it, and its erasure.

`purposes` says why anything is held, `registry` is where each room says how it exports and erases its
part, `copying` and `erasing` do so for one account, `unused` for accounts that nobody needs any more.
"""

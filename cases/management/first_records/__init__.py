"""The first records of Atlas: what one article says, in our own words, and how it is entered.

`shapes` says how a record is written down here, `article` is the source and its places, the other modules
are content, and `entering` takes it from the desk to the public as two people would.
"""

"""Bodies in the form that a target's editor wants: HTML is read into blocks once, and each target writes them its way.

    HTML ──reader──▶ blocks ──gutenberg, volto, and those to come──▶ the target's text

`reader.py` decides what a thing is (a paragraph, a list, a table, a film) and knows no target. `blocks.py` is what it
may find. A target is one file with a table: a kind of block, and the function that writes it.
"""

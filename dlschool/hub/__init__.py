"""The department's side: takes envelopes of schools, merges them, answers. Installed with the extra `hub`.

`streams` stores bytes and numbers them; `applying` gives them their meaning, in the order of their
numbers; `outgoing` says what a device has to hear; `replay` makes all but the raw bytes anew.
"""

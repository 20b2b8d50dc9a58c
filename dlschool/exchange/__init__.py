"""What travels between a school and its department: envelopes, and the ways they go.

`wire` (an envelope's bytes), `payload` (what is inside), `kinds` (what may be said, by number), `policy`
(what may leave, by level), `framing` (bytes over HTTPS), `pairing` (who may speak to whom) are pure and
shared with the hub. `folder` and `https` carry envelopes.
"""

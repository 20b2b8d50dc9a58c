"""Updates of the program from a file: signed, read strictly, unpacked beside the version that works.

`file` writes and opens a `.dlu`, `manifest` is what its makers signed, `unpack` lays the program down,
`start` says which version is started, `place` where this program lies. Nothing here knows of a school,
of its data or of windows; nothing asks the network.
"""

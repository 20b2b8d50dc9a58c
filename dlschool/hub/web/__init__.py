"""The department's pages: what schools told, what waits, what is said to them.

A page is a function: a `Visit` in, a `Page` of parts (tables, forms, facts) out. `places` lists all with
their addresses and roles and lets nobody past who may not see the school in the address; `mounting`
makes an application of them; templates only lay out. Every table of a page is also its Excel file.
"""

from dlschool.hub.web.mounting import routes

__all__ = ["routes"]

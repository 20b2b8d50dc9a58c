"""The only SQL. One SQLite library in the process: sqlcipher3, which sqlite-utils finds as pysqlite3."""

import sys

import sqlcipher3
from sqlcipher3 import dbapi2

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

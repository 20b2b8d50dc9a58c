"""In the Windows program only: AES as msoffcrypto-tool asks for it, done by Windows itself (bcrypt.dll).

The whole library of this name is 10 MB of which one function is used: protecting an Excel file with a
password. Nothing else of it is here; what is not here fails at import.
"""

"""The exchange with the department: how it stands, what is sent, what came."""

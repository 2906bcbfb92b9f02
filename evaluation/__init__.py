"""How good Daftar is, measured: against human-coded sets where they are at hand, and always against its own samples."""

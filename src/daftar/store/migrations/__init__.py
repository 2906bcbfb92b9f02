"""How a store's tables came to be, one step a file in ``versions``; run by Alembic when a store is opened."""

"""Claims by a language model, each checked against the report's words. Nothing is asked unless an endpoint is named."""

"""Speed, start-up and memory, beside a peer in the same run."""

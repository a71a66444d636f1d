"""Amazon's protocol: what comes in is checked and read, what goes out is rendered."""

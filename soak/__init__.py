"""What holds when things break: the server killed, turns racing, the store gone, a thousand listeners at once."""

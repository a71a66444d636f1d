"""A local smart speaker: stands in for Amazon and for the device, and talks to the webhook as they would."""

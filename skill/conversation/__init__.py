"""What a listener can mean, and what the skill answers: the session state machine."""

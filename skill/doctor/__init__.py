"""Examines a deployment as Amazon would, and the skill as those who certify it would; says what to do."""

"""Parts of the pages that are made from the code, one kind a file."""

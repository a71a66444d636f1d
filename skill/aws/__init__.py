"""The skill on AWS, without a server: a Lambda function, and the table its diary is kept in."""

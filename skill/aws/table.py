"""The DynamoDB table that a diary is kept in."""

from __future__ import annotations

from typing import Any

from skill.diary.dynamo import INDEX, Address

PATIENCE_SECONDS = 20.0
"""For each request; nobody waits for a turn here."""

SCHEMA: dict[str, Any] = {
    "AttributeDefinitions": [
        {"AttributeName": "listener", "AttributeType": "S"},
        {"AttributeName": "account", "AttributeType": "S"},
    ],
    "KeySchema": [{"AttributeName": "listener", "KeyType": "HASH"}],
    "GlobalSecondaryIndexes": [
        {
            "IndexName": INDEX,
            "KeySchema": [{"AttributeName": "account", "KeyType": "HASH"}],
            "Projection": {"ProjectionType": "KEYS_ONLY"},
        }
    ],
    "BillingMode": "PAY_PER_REQUEST",
}
"""As CreateTable takes it. `listener` and `account` are keyed hashes; all else is in no index."""


def create(url: str) -> None:
    """Makes the table at a diary's address, and returns when it can be used; raises what boto3 raises."""
    address = Address.parse(url)
    client = address.client(PATIENCE_SECONDS)
    client.create_table(TableName=address.table, **SCHEMA)
    client.get_waiter("table_exists").wait(TableName=address.table, WaiterConfig={"Delay": 1, "MaxAttempts": 120})
    client.close()

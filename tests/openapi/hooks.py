"""How schemathesis writes and reads a record a line."""

import json

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def write(ctx, value):
    records = value if isinstance(value, list) else [value]
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


@schemathesis.deserializer("application/x-ndjson")
def read(ctx, response):
    return [json.loads(line) for line in response.content.splitlines() if line]

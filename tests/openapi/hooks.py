"""How schemathesis writes and reads a record a line."""

import json

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def lines(ctx, value):
    return json.dumps(value).encode() + b"\n"


@schemathesis.deserializer("application/x-ndjson")
def first(ctx, response):
    lines = [line for line in response.content.splitlines() if line]
    return json.loads(lines[0]) if lines else {}

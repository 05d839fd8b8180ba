"""A request's body, read before its route reads it."""

from starlette.types import Message, Receive


def again(body: bytes, receive: Receive) -> Receive:
    """What gives a body that was read once more, then goes on as before."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay

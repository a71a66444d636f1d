"""All figures, as a report of one screen: `python -m bench`."""

from __future__ import annotations

from itertools import zip_longest

from bench import barge_in, turns, webhook
from bench.walk import acquainted
from skill.conversation.memory import Memory

MOMENTS = 10_000
ROUNDS = 200
LISTENERS = {"first time": Memory(), "three sessions done": acquainted()}


def main() -> None:
    """Prints them."""
    utterances()
    places()
    costs()


def utterances() -> None:
    """How often a listener speaks, and how long each response is."""
    title("Utterances for the whole routine, and the seconds of each response")
    columns = {name: turns.told(memory) for name, memory in LISTENERS.items()}
    print("".join(f"{f'{name}: {len(told)}':<58}" for name, told in columns.items()).rstrip())
    for row in zip_longest(*columns.values()):
        print("".join(f"{told.seconds:6.1f}  {told.what:<50}" if told else " " * 58 for told in row).rstrip())


def places() -> None:
    """How well the place is found when somebody speaks in the middle."""
    title(f"The place found, at {MOMENTS:,} random moments; voice 15 % faster to 15 % slower, 0 to 4 s to say it")
    figures = [barge_in.measure(memory, MOMENTS) for memory in LISTENERS.values()]
    print(f"{'':<36}" + "".join(f"{name:>22}" for name in LISTENERS))
    shares = {
        "right exercise, within 5 s": [one.exercise for one in figures],
        "right segment, within 5 s": [one.segment for one in figures],
        "wrong side": [one.wrong_side for one in figures],
        "the same exercise, to the second": [one.same_exercise for one in figures],
        "the same segment, to the second": [one.same_segment for one in figures],
    }
    for name, row in shares.items():
        print(f"{name:<36}" + "".join(f"{share:>22.2%}" for share in row))
    for name, seconds in (
        ("error, median", [one.median for one in figures]),
        ("error, 95th percentile", [one.worst for one in figures]),
    ):
        print(f"{name:<36}" + "".join(f"{error:>20.1f} s" for error in seconds))


def costs() -> None:
    """What a turn costs beside simpler servers, and where its time goes."""
    title(f"A verified turn through the whole stack, over {ROUNDS} sessions of the routine")
    cost = webhook.measure(ROUNDS)
    print(f"{cost.turn / cost.floor:5.1f} times the floor: Flask parsing and answering the same JSON")
    print(f"{cost.verified / cost.turn:5.1f} times as fast as the SDK's hello world with the SDK's own verification")
    print(f"{cost.turn / cost.hello:5.1f} times the SDK's hello world without any")
    print(f"{cost.launch / cost.hello:5.1f} times that hello world for the same request, a launch")
    print(f"{cost.sdk_decoding / cost.decoding:5.1f} times as fast as the SDK's: from text to the SDK's model")
    print(
        f"(a turn {cost.turn:.2f} ms, a launch {cost.launch:.2f}, the floor {cost.floor:.2f}, the verified hello world "
        f"{cost.verified:.2f}, without verification {cost.hello:.2f}; decoding {cost.decoding:.3f}, by the SDK "
        f"{cost.sdk_decoding:.3f})"
    )
    print(
        f"In time of the processors, which others' load does not lengthen: {cost.turn_cpu / cost.floor_cpu:.1f} times "
        f"the floor,\n{cost.verified_cpu / cost.turn_cpu:.1f} times as fast as the verified hello world "
        f"({cost.turn_cpu:.2f}, {cost.floor_cpu:.2f}, {cost.verified_cpu:.2f} ms)"
    )
    print("\nWhere the time of a turn goes")
    for name, took in {**cost.stages, "the rest: Flask, choosing a handler, the log": cost.rest}.items():
        print(f"{took / cost.turn:6.1%}  {name}")


def title(text: str) -> None:
    """A heading."""
    print(f"\n{text}\n{'-' * len(text)}")


if __name__ == "__main__":
    main()

"""Test that a button has its whole meaning within 64 bytes, and that nobody can forge one."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from uuid import UUID, uuid4
from zoneinfo import available_timezones

import pytest
from hypothesis import given, strategies as st

import handlers
from chat.buttons import TAG_BYTES, WIRE_BYTES, Button, Sign, from_wire
from chat.messages import Address, Kind
from handlers.turn import Content
from storage.sealing import ServerKeys
from tests.support.people import Person

SERVER_KEYS = ServerKeys(b"h" * 32)
ALICE = SERVER_KEYS.signer(Address("telegram", "1001"))
BOB = SERVER_KEYS.signer(Address("telegram", "1002"))
ROW = UUID("0191f2c4-0000-4000-8000-00000000002a")
SHARE = Button("Share", "challenge:share", ROW, "both")


def signed(meaning: bytes, sign: Sign = ALICE) -> str:
    """Return a wire text of any form with a valid tag."""
    tag = urlsafe_b64encode(sign(meaning)[:TAG_BYTES]).rstrip(b"=")
    return (meaning + b"|" + tag).decode(errors="surrogatepass")


def actions() -> list[str]:
    return sorted(
        name for kind, name in handlers.collect_features().router.handlers if kind == Kind.PRESS
    )


def choices(content: Content) -> Iterator[Button]:
    """Return the buttons whose choice comes from content and not from code."""
    for zone in available_timezones():
        yield Button("", "zone:is", None, zone.replace("/", ":"))
    for challenge in content.library.challenges:
        for each in challenge.question.choices:
            yield Button("", "challenge:pick", ROW, each.id)


def test_it_comes_back_as_it_went_but_for_its_label() -> None:
    assert from_wire(SHARE.to_wire(ALICE), ALICE) == Button("", "challenge:share", ROW, "both")


@given(st.none() | st.uuids(), st.from_regex(r"[A-Za-z0-9_.:+-]{0,12}", fullmatch=True))
def test_every_row_and_choice_comes_back(row: UUID | None, choice: str) -> None:
    button = Button("", "challenge:pick", row, choice)
    assert from_wire(button.to_wire(ALICE), ALICE) == button


def test_every_action_of_ours_fits_with_a_row() -> None:
    wires = [Button("x", action, uuid4()).to_wire(ALICE) for action in actions() if action]
    assert wires
    assert max(len(wire.encode()) for wire in wires) <= WIRE_BYTES


def test_one_byte_over_64_is_refused_where_it_is_made() -> None:
    """Seen to fail without the length check in `Button`."""
    room = WIRE_BYTES - len(Button("x", "challenge:pick", ROW).to_wire(ALICE).encode())
    full = Button("x", "challenge:pick", ROW, "c" * room)
    assert len(full.to_wire(ALICE).encode()) == WIRE_BYTES
    with pytest.raises(ValueError, match="over 64 bytes"):
        Button("x", "challenge:pick", ROW, "c" * (room + 1))


@pytest.mark.parametrize("action", ["", "Pair", "pair:", ":pair", "pair:a:b", "pair|x", "päir"])
def test_an_action_that_could_be_misread_is_refused(action: str) -> None:
    with pytest.raises(ValueError, match="wrong form"):
        Button("x", action)


@pytest.mark.parametrize("choice", ["a|b", "a b", "ä", "\n", "a/b"])
def test_a_choice_that_could_be_misread_is_refused(choice: str) -> None:
    with pytest.raises(ValueError, match="wrong form"):
        Button("x", "pair:code", None, choice)


def test_a_button_does_nothing_for_another_person() -> None:
    """Seen to fail with the address left out of `ServerKeys.signer`."""
    assert from_wire(SHARE.to_wire(BOB), ALICE) is None


def test_a_button_does_nothing_in_another_installation() -> None:
    other = ServerKeys(b"o" * 32).signer(Address("telegram", "1001"))
    assert from_wire(SHARE.to_wire(other), ALICE) is None


def test_every_single_flipped_bit_is_noticed() -> None:
    """Seen to fail without the comparison of tags in `read`."""
    wire = SHARE.to_wire(ALICE).encode()
    for bit in range(len(wire) * 8):
        changed = bytearray(wire)
        changed[bit // 8] ^= 1 << bit % 8
        assert from_wire(changed.decode("latin-1"), ALICE) is None


def test_a_shortened_tag_is_noticed() -> None:
    wire = SHARE.to_wire(ALICE)
    for length in range(len(wire)):
        assert from_wire(wire[:length], ALICE) is None


@given(st.text() | st.text(st.characters(categories=["Cs", "L", "P"])))
def test_no_garbage_raises(wire: str) -> None:
    """Seen to fail with half characters encoded strictly."""
    assert from_wire(wire, ALICE) is None


@given(st.binary())
def test_no_bytes_raise(raw: bytes) -> None:
    assert from_wire(raw.decode("utf-8", "surrogateescape"), ALICE) is None


@pytest.mark.parametrize(
    "meaning",
    [
        b"",
        b"|",
        b"pair:code",
        b"pair:code||a|b",
        b"pair:code|not-a-row|",
        b"pair:code|AAAA|",
        b"pair:code|\xc3\xa4|",
        b"Pair|| ",
        b"||",
    ],
)
def test_a_button_signed_by_another_release_is_rejected_without_an_error(meaning: bytes) -> None:
    """Seen to fail without the guard around the split in `read`."""
    assert from_wire(signed(meaning), ALICE) is None


def test_every_zone_and_every_choice_of_a_challenge_fits(shelf: Content) -> None:
    for button in choices(shelf):
        assert from_wire(button.to_wire(ALICE), ALICE) == button


async def test_a_forged_button_is_answered_kindly(alice: Person) -> None:
    await alice.forges_a_button()
    alice.sees("no longer works")

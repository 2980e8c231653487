"""A local Telegram that the real client libraries believe, with faults, a ledger and two phones."""

from playground.clock import Clock, TimeMachine
from playground.faults import Fault, Faults
from playground.ledger import Call, Ledger, Made
from playground.limits import Limits
from playground.people import Group, Person
from playground.phones import BotBlocked, NothingThere, Phone
from playground.refusals import Refused
from playground.server import Playground

__all__ = [
    "BotBlocked",
    "Call",
    "Clock",
    "Fault",
    "Faults",
    "Group",
    "Ledger",
    "Limits",
    "Made",
    "NothingThere",
    "Person",
    "Phone",
    "Playground",
    "Refused",
    "TimeMachine",
]

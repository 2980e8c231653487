"""A local Telegram and Discord that the real client libraries believe, with faults and phones."""

from playground.clock import Clock, TimeMachine
from playground.discord_limits import DiscordLimits
from playground.discord_people import DiscordPerson
from playground.discord_phones import DiscordPhone
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
    "DiscordLimits",
    "DiscordPerson",
    "DiscordPhone",
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

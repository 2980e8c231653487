help = Same Side helps two people do one small thing together each week.
cancel-nothing = There is nothing to cancel.
cancel-done = Cancelled.
went-wrong = Sorry, that went wrong on our side, and it was not saved. Please send it once more; if it happens again, try later.
sent-again = _(Sent again after an interruption: you may have seen this already.)_
not-found = That is not here any more. /help shows what you can do.

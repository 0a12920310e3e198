import { lines } from './lines.ts';

/** First sentences of a description. */
export const openers = lines(`
  {Model} is {a} {adjective} {bareNoun} in {finish}, made for rooms that are lived in.
  Meet the {model} {noun}: {finish}, {adjective} lines and nothing to explain.
  We wanted {oneNoun} that could be used every day and looked at every day, and {brand} brought us the {model}.
  In {finish}, the {model} {noun} {is} the {adjective} answer to a question many of you have written in with.
  {brand} calls {this} {noun} {model}; we call {it} the {adjective} one and reach for {it} first.
  The {model} {noun} {does} one thing and {does} it thoroughly, this time in {finish}.
  There {is} {plainNoun}, and then there {is} the {model} from {brand}.
  For the {model}, {brand} went back to {finish} and began again from the outline.
  Some things earn their place by being reached for; the {model} {noun} in {finish} {is} among them.
  A new season, a new colour: here {is} the {model} {noun} in {finish}.
  {Adjective} from every side, the {model} {noun} {has} {finish} to thank for much of {its} charm.
  It took {brand} {tries} samples to settle the shape of the {model} {noun}.
  If you buy only {oneNoun} this year, let {it} be {adjective} and let {it} last: the {model} {is} both.
  The first thing you notice about the {model} {noun} {is} the {finish}; the second {is} how well {they} {sits} in the hand or the eye.
  {Model}, a name from the {brand} workshop, stands for {oneNoun} with {adjective} manners.
  Our buyers had the {model} {noun} on the desk for a month, and nobody wanted to send {it} back.
  {Adjective} and a little proud of it: the {model} {noun} by {brand}, in {finish}.
  Not many of the things we sell have been asked for by name as often as the {model} {noun}.
  With the {model}, {brand} shows what {finish} can do when it is left alone.
  You could hide the {model} {noun} in a cupboard, but in {finish} that would be a pity.
`);

/** Last sentences of a description. */
export const closers = lines(`
  {It} {comes} wrapped in paper, ready to be given.
  Pair {it} with the {pair} we show beside {it} and the job is done.
  A fair price for something you will not have to buy again.
  Should a part ever fail, write to us and we will send the part.
  One for your own home, and one to remember when a birthday comes round.
  We keep the series in stock, so there is no need to hurry.
  If the {color} is not right in your light, send {it} back; we pay for the parcel.
  Next to {a} {pair} {it} {looks} as if the two had been drawn together.
  {It} {has} been through our own homes first, and stayed.
  Packed without plastic, in a box that fits through most letterboxes or else rings the bell.
  Ask us for a swatch if the {color} has to match something.
  Small differences from piece to piece are part of the bargain.
  A thing to live with rather than to unbox.
  See {it} in our window this month, or in the pictures above.
  We would give {it} to a friend, and have.
  Half of those who buy one {return} for a second within the year.
`);

/** A line about the colour. */
export const colorLines = lines(`
  The {color} changes with the light, lighter by noon and deeper by lamp.
  {Color} is the shade we sold out of first last year.
  We put the {color} beside forty others, and it was the easiest to live with.
  In {color} it makes friends with wood, with white walls and with each other colour in the house.
  {Color}: somewhere between what you remember and what you hoped for.
  Against a pale wall the {color} reads like a full stop.
  The {color} has been mixed to sit well with the rest of the {brand} series.
  If you are unsure about colours, {color} is the safe kind of brave.
`);

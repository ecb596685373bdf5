/* The lease protocol of src/Store/Leases, for Spin: docs/leases.md, "How it works". Run it by tests/Models/check.

   N processes acquire one lease for ever, renew it, take it over, release it, also by force, and crash and come back. Each may
   stand still anywhere, since nothing bounds the time between two of its steps. What the store does beside, by flags:
   -DLOSSES  requests and answers are lost      -DDELAYS  a request that was given up is applied later, at any time
   -DHARM    records become unreadable, their epochs lost

   Time is left out: what was seen twice unchanged may be taken over, whether its holder lives or not. So nothing is proved of
   two who count on a lease at once, which clocks prevent; what is proved is what holds without clocks.

   With -DPROGRESS nobody may run for ever without acquiring or renewing, unless faults go on for ever.

   The cell is pointer.pml, or chain.pml with -DCHAIN. Mistaken protocols, each of which must be caught:
   -DRENEW_UNCONDITIONALLY  -DDELETE_ON_RELEASE  -DSKIP_UNREADABLE (with -DHARM)  -DNO_TAKEOVER (with -DPROGRESS)
   -DTRUST_PUT (of a chain: a link that was put counts, though a higher one is there)
   -DREAD_UNLISTED (of a chain: what is read under a number counts, though it is not the link that was listed) */

#ifndef N
#define N 3
#endif
#define NOBODY     0
#define UNREADABLE 4

mtype = { ACQUIRE, RENEW, RELEASE, FREE };   /* FREE: for a holder that is gone, or by force */
mtype = { DONE, REFUSED, FAILED, LOST };

hidden byte i, unused;
hidden byte applied, sender;
byte held[4];                 /* the epoch that p holds, as far as it knows */
byte top, top_holder;             /* the highest epoch that anybody was ever given, and who was */
byte saw_holder[4], saw_epoch[4];
bool unchanged[4];            /* p saw this very state before */
bool is_mine[4];              /* p saw the lease that it holds */

inline ignore(me) { saw_holder[me] = 0; saw_epoch[me] = 0; unchanged[me] = false; is_mine[me] = false }

inline judge(me) { is_mine[me] = saw_holder[me] == me && saw_epoch[me] == held[me] }

#ifdef RENEW_UNCONDITIONALLY
#define IS_UNCONDITIONAL (op == RENEW)
#else
#define IS_UNCONDITIONAL false
#endif
#ifdef TRUST_PUT
#define IS_UNCHECKED true
#else
#define IS_UNCHECKED false
#endif

/* Epochs never fall, and none is given to two. */
inline check_write(given_to, given) {
    if
    :: given_to != NOBODY ->
        assert(given > top || (given == top && given_to == top_holder));
        top = given; top_holder = given_to
    :: else
    fi
}

inline succeed(me, given) {
    if
    :: op == ACQUIRE ->
        held[me] = given;
        assert((held[1] != held[2] || held[1] == 0) && (held[2] != held[3] || held[2] == 0) && (held[1] != held[3] || held[1] == 0))
    :: else
    fi
}

/* Epochs are only compared, so a number that nobody has any more is taken out. This keeps them finite, however many there are. */
#define CLOSE(value) if :: value > unused -> value = value - 1 :: else fi
inline renumber() {
    unused = 1;
    do
    :: unused >= top -> break
    :: unused < top && (unused == epoch || unused == held[1] || unused == held[2] || unused == held[3]) -> unused++
    :: else -> CLOSE(epoch); CLOSE(top); CLOSE(held[1]); CLOSE(held[2]); CLOSE(held[3])
    od
}

#ifdef CHAIN
#include "chain.pml"
#else
#include "pointer.pml"
#endif

#ifdef DELETE_ON_RELEASE
#define RELEASED_EPOCH(e) 0
#else
#define RELEASED_EPOCH(e) e
#endif

#ifdef PROGRESS
#define HELD progress_held
#else
#define HELD hold
#endif

proctype Process(byte p) {
    mtype op, answer;
#ifdef CHAIN
    byte head, others;
#endif

watch:
    STEP {
        look(p);
        if
        :: saw_holder[p] == NOBODY -> op = ACQUIRE
#ifdef SKIP_UNREADABLE
        :: saw_holder[p] == UNREADABLE -> op = ACQUIRE
#endif
#ifndef NO_TAKEOVER
        :: saw_holder[p] != NOBODY && saw_holder[p] != UNREADABLE && unchanged[p] -> op = ACQUIRE
        :: saw_holder[p] != NOBODY -> op = FREE
#endif
        :: saw_holder[p] != NOBODY && !unchanged[p] -> goto watch
#ifdef NO_TAKEOVER
        :: else -> goto watch
#endif
        fi
    };

swap:
    STEP {
        if
        :: op == ACQUIRE -> send(p, p, saw_epoch[p] + 1, answer)
        :: op == RENEW -> send(p, p, held[p], answer)
        :: op == RELEASE -> send(p, NOBODY, RELEASED_EPOCH(held[p]), answer)
        :: op == FREE && saw_holder[p] != UNREADABLE -> send(p, NOBODY, saw_epoch[p], answer)
        /* Where no epoch can be read, it goes on above all there can have been: the clock's part, taken for granted here. */
        :: op == FREE && saw_holder[p] == UNREADABLE -> send(p, NOBODY, top, answer)
        fi;
        if
        :: answer != LOST -> goto settle
        :: else
        fi
    };
progress_lost:
    if
    :: STEP { read_back(p, answer); goto settle }
    :: goto crash
    fi;

settle:
    STEP {
        confirm(p, answer);
        ignore(p);
        if
        :: op == FREE || (op == ACQUIRE && answer != DONE) || (op == RELEASE && answer != REFUSED) -> goto ended
        :: (op == ACQUIRE || op == RENEW) && answer == DONE -> op = 0; answer = 0; goto HELD
        :: op == RENEW && answer == FAILED -> op = 0; answer = 0; goto hold
        :: (op == RENEW || op == RELEASE) && answer == REFUSED -> answer = 0
        fi
    };
    STEP {
        look(p); /* It may have been a late write of its own. */
        if
        :: is_mine[p] && op == RENEW -> op = 0; ignore(p); goto hold
        :: is_mine[p] && op == RELEASE -> ignore(p); goto swap
        :: !is_mine[p] -> goto ended
        fi
    };

#ifdef PROGRESS
progress_held:
    skip;
#endif
hold:
    if
    :: STEP { op = RENEW; goto swap }
    :: STEP { op = RELEASE; goto swap }
    :: goto crash
    fi;

ended:
    STEP { held[p] = 0; op = 0; answer = 0; leave(p); goto watch };

crash:
    atomic { held[p] = 0; op = 0; answer = 0; forget(p) }
progress_crash:
#ifdef PROGRESS
    if
    :: goto watch
    :: skip
    fi;
end_dead:
    false
#else
    goto watch
#endif
}

inline harm() {
    OUTDATE(1); OUTDATE(2); OUTDATE(3);
    late = 0; late_holder = 0; late_epoch = 0; awaited = false;
    holder = UNREADABLE; epoch = 0
}

/* The store applies what was given up, and records are harmed. */
active proctype Store() {
end:
    do
    :: apply_late(); progress_late: skip
#ifdef HARM
    :: d_step { holder != NOBODY && holder != UNREADABLE -> harm() }; progress_harm: skip
#endif
    od
}

init {
    atomic { run Process(1); run Process(2); if :: N == 3 -> run Process(3) :: else fi }
}

/* The fenced pointer of src/Store/Leases/FencedPointer.cs, for Spin: docs/leases.md, "Fencing". Run it by tests/Models/check.

   Three holders with the epochs 1 to 3, which come in any order, overlap and may stand still anywhere: each takes the pointer and
   commits for ever. That no two have the same epoch is taken from lease.pml. The store loses requests and answers, and applies a
   request long after it was given up. As in pointer.pml, a bit says whether the state that was read is the present one.

   Mistaken protocols, each of which must be caught: -DCOMMIT_UNCONDITIONALLY  -DTAKE_UNCONDITIONALLY */

byte fence;                       /* the epoch that the pointer shows */
byte highest;                     /* that ever took it */
bool current[4];
byte late;                        /* whose request was given up and may be applied yet */
bool late_take;

#ifdef COMMIT_UNCONDITIONALLY
#define COMMITS_NOW true
#else
#define COMMITS_NOW current[e]
#endif
#ifdef TAKE_UNCONDITIONALLY
#define TAKES_NOW true
#else
#define TAKES_NOW current[e]
#endif

inline write(whom, is_take) {
    assert(whom >= highest);
    if :: is_take -> highest = whom :: else fi;
    fence = whom; late = 0; late_take = false;
    current[1] = false; current[2] = false; current[3] = false
}

proctype Work(byte e) {
    bool is_take = true;

again:
    atomic {
        current[e] = true; /* it reads */
        if
        :: fence > e -> goto stale
        :: fence == e -> is_take = false
        :: fence < e -> is_take = true
        fi
    };
    if
    :: d_step {
        if
        :: (is_take && TAKES_NOW) || (!is_take && COMMITS_NOW) -> write(e, is_take)
        :: else
        fi }
    :: d_step { current[e] -> late = e; late_take = is_take }
    :: skip /* the request is lost */
    fi;
    /* Whether the answer came or what is there had to be read back: it goes on, or tries again, from a new look. */
    goto again;
stale:
    current[e] = false
}

active proctype Store() {
    byte whom;
end:
    do
    :: d_step { late != 0 -> whom = late; write(whom, late_take); whom = 0 }
    od
}

init {
    atomic { run Work(1); run Work(2); run Work(3) }
}

/* The symmetric drain of src/Store/Leases/LeasedTree.cs, for Spin: docs/leases.md, "Items and structure". Run it by
   tests/Models/check.

   Two writers, each of an item, and one who deletes the tree, for ever. That a lease has one holder is taken from lease.pml.
   Writers crash and come back, records are harmed, and each process may stand still anywhere. Nobody loses a lease that it
   still counts on: clocks see to that.

   Mistaken protocols, each of which must be caught:
   -DNO_SECOND_LOOK  -DNO_SECOND_DRAIN  -DSKIP_UNREADABLE  -DKEEP_ITEM (by the search for states that nobody leaves) */

#define FREE       0
#define HELD       1
#define GONE       2   /* held by who is not there any more, and unchanged for its time to live */
#define UNREADABLE 3

byte item[3];          /* of writers 1 and 2 */
byte structure;
bool writing[3], deleting;

#ifdef SKIP_UNREADABLE
#define IS_FREE(w) (item[w] == FREE || item[w] == UNREADABLE)
#else
#define IS_FREE(w) (item[w] == FREE)
#endif

/* One item after the other, as a listing goes on while others write. Where one is held, all are listed anew. */
inline drain() {
    do
    :: d_step { item[1] == GONE -> item[1] = FREE }
    :: d_step { item[2] == GONE -> item[2] = FREE }
    :: IS_FREE(1) ->
        if
        :: IS_FREE(2) -> break
        :: !IS_FREE(2)
        fi
    od
}

proctype Writer(byte w) {
wait:
    structure == FREE;
    if
    :: d_step { item[w] == FREE || item[w] == GONE -> item[w] = HELD }
    :: d_step { item[w] == UNREADABLE -> item[w] = FREE }; goto wait /* by force: whose it was writes no more */
    fi;
#ifndef NO_SECOND_LOOK
#ifdef KEEP_ITEM
    structure == FREE;
#else
    if
    :: structure == FREE
    :: structure == HELD -> goto give_back
    fi;
#endif
#endif
    atomic { writing[w] = true; assert(!deleting) };
    if
    :: skip
    :: d_step { item[w] == HELD -> item[w] = UNREADABLE } /* harmed while it is relied on */
    fi;
    writing[w] = false;
    if
    :: skip
    :: d_step { item[w] == HELD -> item[w] = GONE }; goto wait /* crashed */
    fi;
give_back:
    if
    :: d_step { item[w] == HELD -> item[w] = FREE }
    :: item[w] == UNREADABLE /* there is nothing of its own to release */
    fi;
    goto wait
}

proctype Deleter() {
    do
    :: drain();
       structure = HELD;
#ifndef NO_SECOND_DRAIN
       drain();
#endif
       atomic { deleting = true; assert(!writing[1] && !writing[2]) };
       deleting = false;
       structure = FREE
    od
}

/* Who frees by force what cannot be read, once nobody relies on it. */
active proctype Operator() {
end:
    do
    :: d_step { item[1] == UNREADABLE && !writing[1] -> item[1] = FREE }
    :: d_step { item[2] == UNREADABLE && !writing[2] -> item[2] = FREE }
    od
}

init {
    atomic { run Writer(1); run Writer(2); run Deleter() }
}

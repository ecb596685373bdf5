/* A cell that is one object, changed by compare-and-swap: src/Store/Leases/Cells/PointerCells.cs.

   No two writes are alike, so a version is only ever asked whether it is the present one. A bit says that, and is cleared by
   every write: so the model has no bound on writes, and loses nothing. */

#define STEP atomic

byte holder = NOBODY, epoch;      /* the present record */
bool current[4];              /* the state that p read last is the present one */
bool own[4];                  /* the present state was written by the request that p waits for */

/* A request that was given up and may be applied yet, as long as the state that it would swap is the present one. Of all that wait
   so, one at most is ever applied: so one is kept, and the others are lost. */
byte late, late_holder, late_epoch;   /* whose */
bool awaited;                         /* by its sender */

#define OUTDATE(q) current[q] = false; own[q] = false; ignore(q)
inline write(by_whom, in_epoch) {
    check_write(by_whom, in_epoch);
    holder = by_whom; epoch = in_epoch;
    OUTDATE(1); OUTDATE(2); OUTDATE(3);
    late = 0; late_holder = 0; late_epoch = 0; awaited = false;
    renumber()
}

inline look(me) {
    d_step {
        unchanged[me] = current[me]; current[me] = true;
        saw_holder[me] = holder; saw_epoch[me] = epoch; judge(me)
    }
}

inline leave(me) { ignore(me) }

/* What the process knows is gone, and its requests go on. */
inline forget(me) {
    current[me] = false; own[me] = false; ignore(me);
    if :: late == me -> awaited = false :: else fi
}

/* Sends a swap. The answer comes, or is lost: of a request that was applied, of one that never will be, or of one that may be. */
inline send(me, new_holder, new_epoch, answer) {
    if
    :: d_step {
        applied = current[me] || IS_UNCONDITIONAL;
        if
        :: applied -> write(new_holder, new_epoch); current[me] = true; answer = DONE; succeed(me, epoch)
        :: else -> answer = REFUSED
        fi }
#ifdef LOSSES
    :: d_step {
        applied = current[me] || IS_UNCONDITIONAL;
        if :: applied -> write(new_holder, new_epoch); own[me] = true :: else fi;
        answer = LOST }
    :: answer = LOST
#endif
#ifdef DELAYS
    :: d_step { current[me] -> late = me; awaited = true; late_holder = new_holder; late_epoch = new_epoch; answer = LOST }
#endif
    fi
}

inline read_back(me, answer) {
    d_step {
        if
        :: current[me] -> answer = FAILED
        :: else -> if :: own[me] -> answer = DONE; current[me] = true; succeed(me, epoch) :: else -> answer = REFUSED fi
        fi;
        own[me] = false;
        if :: late == me -> awaited = false :: else fi
    }
}

/* A swap that is done is known to be done. */
inline confirm(me, answer) { skip }

inline apply_late() {
    d_step {
        late != 0 -> sender = (awaited -> late : 0);
        write(late_holder, late_epoch);
        if :: sender != 0 -> own[sender] = true :: else fi
    }
}

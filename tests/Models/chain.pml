/* A cell that is a chain of numbered objects, put if absent and removed behind the head: src/Store/Leases/Cells/ChainCells.cs.
   The numbers end at LINKS; who would go beyond stops. A listing is one step, reading what it listed is another. In between, the
   link can be passed and removed and a late one put under its number: that one is void, and nobody may read it. */

#ifndef LINKS
#define LINKS 4
#endif

#define STEP

bool there[LINKS + 1];
bool is_void[LINKS + 1];          /* put anew after it was passed and removed */
byte link_holder[LINKS + 1], link_epoch[LINKS + 1];
byte by[LINKS + 1];               /* who waits for the answer to the request that put it */
byte highest;                     /* that was ever put */

byte listed[4];               /* the link that p has listed and is about to read, until it is removed: what comes there later is another */
byte from[4], behind[4];  /* the head that p read last, and the set of links that it saw behind */
byte sighted[4];              /* the head that p saw held before */

/* A request that was given up and may be applied yet. */
byte late, late_number, late_holder, late_epoch;
bool awaited;

#ifdef READ_UNLISTED
#define CAN_READ(me, number) (number == 0 || there[number])
#else
#define CAN_READ(me, number) (listed[me] == number)
#endif

inline put(number, by_whom, in_epoch) {
    there[number] = true; link_holder[number] = by_whom; link_epoch[number] = in_epoch; by[number] = 0;
    is_void[number] = number <= highest;
    if
    :: number > highest -> highest = number; check_write(by_whom, in_epoch)
    :: else
    fi
}

inline remove(number) {
    there[number] = false; is_void[number] = false; link_holder[number] = 0; link_epoch[number] = 0; by[number] = 0;
    if :: listed[1] == number -> listed[1] = 0 :: else fi;
    if :: listed[2] == number -> listed[2] = 0 :: else fi;
    if :: listed[3] == number -> listed[3] = 0 :: else fi
}

inline list(head, others) {
    head = 0; others = 0; i = 1;
    do
    :: i > LINKS -> break
    :: i <= LINKS && there[i] -> if :: head != 0 -> others = others | (1 << head) :: else fi; head = i; i++
    :: i <= LINKS && !there[i] -> i++
    od;
    assert(head == highest)
}

inline read(me, number) { assert(!is_void[number]); listed[me] = 0 }

inline look(me) {
    do
    :: d_step { list(from[me], behind[me]); listed[me] = from[me] }
       if
       :: d_step {
            CAN_READ(me, from[me]) ->
            read(me, from[me]);
            saw_holder[me] = link_holder[from[me]]; saw_epoch[me] = link_epoch[from[me]]; judge(me);
            unchanged[me] = (from[me] != 0 && from[me] == sighted[me]);
            sighted[me] = (saw_holder[me] == NOBODY -> 0 : from[me]) }
          break
       :: else /* passed and removed in between */
       fi
    od
}

inline leave(me) { from[me] = 0; behind[me] = 0; ignore(me) }

inline forget(me) {
    from[me] = 0; behind[me] = 0; sighted[me] = 0; ignore(me);
    disown(me)
}

inline disown(me) {
    i = 1;
    do
    :: i > LINKS -> break
    :: i <= LINKS -> if :: by[i] == me -> by[i] = 0 :: else fi; i++
    od;
    if :: late == me -> awaited = false :: else fi
}

inline send(me, new_holder, new_epoch, answer) {
    if
    :: d_step { from[me] < LINKS && !there[from[me] + 1] -> put(from[me] + 1, new_holder, new_epoch); answer = DONE }
    :: d_step { from[me] < LINKS && there[from[me] + 1] -> answer = REFUSED }
#ifdef LOSSES
    :: d_step { from[me] < LINKS && !there[from[me] + 1] -> put(from[me] + 1, new_holder, new_epoch); by[from[me] + 1] = me; answer = LOST }
    :: from[me] < LINKS -> answer = LOST
#endif
#ifdef DELAYS
    :: d_step {
        from[me] < LINKS ->
        late = me; awaited = true; late_number = from[me] + 1; late_holder = new_holder; late_epoch = new_epoch;
        answer = LOST }
#endif
    fi
}

inline read_back(me, answer) {
    do
    :: d_step { list(head, others); listed[me] = head }
       if
       :: d_step {
            CAN_READ(me, head) ->
            read(me, head);
            if
            :: head == from[me] -> answer = FAILED
            :: head == from[me] + 1 && by[head] == me -> answer = DONE
            :: else -> answer = REFUSED
            fi;
            disown(me); head = 0; others = 0 }
          break
       :: else
       fi
    od
}

/* What was put counts only where nothing lies above it. Then what lies behind goes, unless the store fails. */
inline confirm(me, answer) {
    if
    :: answer == DONE ->
        if
        :: d_step {
            list(head, others);
            if
            :: head > from[me] + 1 && !IS_UNCHECKED -> answer = REFUSED
            :: else ->
                if :: from[me] != 0 -> behind[me] = behind[me] | (1 << from[me]) :: else fi;
                from[me] = from[me] + 1;
                succeed(me, link_epoch[from[me]])
            fi;
            head = 0; others = 0 }
        fi;
        if
        :: answer == REFUSED -> if :: d_step { remove(from[me] + 1) } :: skip fi
        :: else ->
            do
            :: d_step { behind[me] != 0 -> first_of(behind[me]); behind[me] = behind[me] - (1 << i); remove(i) }
            :: break
            od
        fi
    :: else
    fi
}

inline first_of(set) {
    i = 1;
    do
    :: (set & (1 << i)) == 0 -> i++
    :: else -> break
    od
}

inline apply_late() {
    d_step {
        late != 0 && !there[late_number] ->
        put(late_number, late_holder, late_epoch);
        if :: awaited -> by[late_number] = late :: else fi;
        late = 0; awaited = false; late_number = 0; late_holder = 0; late_epoch = 0
    }
}

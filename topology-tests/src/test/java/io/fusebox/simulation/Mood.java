package io.fusebox.simulation;

/** How a destination behaves for a while. */
enum Mood {
    /** Answers, nearly always and soon. */
    WELL,
    /** Errors, refused and broken connections. */
    FAILING,
    /** Answers nothing in time. */
    HANGING,
    /** Well and failing in turns of less than a second. */
    FLAPPING,
    /** Answers, in so long that many attempts end at their timeout. */
    SLOW,
    /** Says that it has had enough, and until when; what comes before is refused too. */
    THROTTLING,
    /** The executor tells the end of attempts late: after their lease, or never. */
    UNREPORTED
}

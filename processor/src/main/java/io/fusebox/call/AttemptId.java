package io.fusebox.call;

/**
 * Names an attempt under way, so that a completion finds its row or is dropped.
 *
 * @param incarnation of the task that started it: completions of an earlier life do not count
 * @param slot of its row in the ledger
 * @param sequence tells it from earlier attempts that used the slot
 */
public record AttemptId(long incarnation, int slot, long sequence) {}

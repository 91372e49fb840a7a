package vn.hoctap.server.privacy;

/**
 * For how many months what has served its purpose is kept.
 *
 * @param statements what was received of learning systems, since it came
 * @param evidence what proves activities, since it was sent
 * @param questions what officers asked back and people answered, since the answer
 * @param requests what people asked of their data, since it had to be done
 */
public record RetentionPeriods(int statements, int evidence, int questions, int requests) {
    public static final RetentionPeriods DEFAULT = new RetentionPeriods(24, 60, 60, 60);
}

package vn.hoctap.engine.progress;

/**
 * The bytes of a progress, and where the parts of its ways are in them, so that the next one need not write all anew.
 *
 * @param ends for each way, where what it has in the rest ends
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, nor compared
record Encoded(byte[] bytes, int[] ends) {
    /** @param rest where the rest begins */
    int begin(int slot, int rest) {
        return slot == 0 ? rest : ends[slot - 1];
    }
}

package imprimatur.cli.simulation;

/**
 * A kind of account or of group of accounts.
 *
 * @param weight how often, beside the others'
 */
record Kind(String name, double weight, Recruiter recruiter) {
    /** Makes one account or group of that kind. */
    interface Recruiter {
        /**
         * @param room accounts that may be made, at least 1
         * @return accounts made, at least 1
         */
        int recruit(int room, Dice dice);
    }
}

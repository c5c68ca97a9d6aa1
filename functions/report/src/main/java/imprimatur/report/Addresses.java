package imprimatur.report;

import java.util.regex.Pattern;

/** Mail addresses that the service is willing to write to: plain ones, without quoting, comments or line breaks. */
final class Addresses {
    private static final int CHARS = 254;
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?");

    private Addresses() {}

    static boolean isPlain(String address) {
        return address.length() <= CHARS
                && PLAIN.matcher(address).matches()
                && address.lastIndexOf('.') > address.indexOf('@');
    }
}

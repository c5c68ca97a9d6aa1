package imprimatur.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of this machine's own address. */
public final class Ports {
    private Ports() {}

    /** A port that nobody listens on at the moment. */
    public static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fails if somebody listens there.
     *
     * @throws LocalException naming the port and the option that chooses another
     */
    public static void require(int port, String option) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new LocalException(
                    "Port " + port + " is in use by another program. End that program, or choose another port with "
                            + option + ".",
                    e);
        }
    }
}

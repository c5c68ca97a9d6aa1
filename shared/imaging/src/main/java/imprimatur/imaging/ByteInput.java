package imprimatur.imaging;

import javax.imageio.stream.ImageInputStreamImpl;

/** Bytes as decoders read them, without a copy; reading stops at the deadline. */
final class ByteInput extends ImageInputStreamImpl {
    private final byte[] bytes;
    private final Deadline deadline;

    ByteInput(byte[] bytes, Deadline deadline) {
        this.bytes = bytes;
        this.deadline = deadline;
    }

    @Override
    public int read() {
        bitOffset = 0;
        if (streamPos >= bytes.length) {
            return -1;
        }
        if ((streamPos & 1023) == 0) {
            deadline.check();
        }
        return bytes[(int) streamPos++] & 255;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        deadline.check();
        bitOffset = 0;
        if (streamPos >= bytes.length) {
            return length == 0 ? 0 : -1;
        }
        var count = (int) Math.min(length, bytes.length - streamPos);
        System.arraycopy(bytes, (int) streamPos, into, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return bytes.length;
    }
}

package dev.gondola.snn.nir;

import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * The bytes of a file as a channel that can only be read so much. The trees of an HDF5 file may
 * point to the same place again and again, so a small file can ask for endless reading; a sound one
 * is read a few times over.
 */
final class MeteredBytes implements SeekableByteChannel {
  private static final long BASE_BYTES = 16 << 20;
  private static final long TIMES_OVER = 32;
  private static final int MAX_READS = 1 << 23;

  private final byte[] bytes;
  private long bytesLeft;
  private int readsLeft = MAX_READS;
  private int position;
  private boolean open = true;

  /** Makes a channel; the array is not copied. */
  MeteredBytes(byte[] bytes) {
    this.bytes = bytes;
    this.bytesLeft = BASE_BYTES + TIMES_OVER * bytes.length;
  }

  @Override
  public int read(ByteBuffer into) {
    if (into.remaining() == 0) {
      return 0;
    }
    // jhdf would go on from the same place after a part.
    if (into.remaining() > bytes.length - position) {
      return -1;
    }
    bytesLeft -= into.remaining();
    if (--readsLeft < 0 || bytesLeft < 0) {
      throw new NirFormatException("its parts point to each other without end");
    }
    int length = into.remaining();
    into.put(bytes, position, length);
    position += length;
    return length;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    position = Math.clamp(newPosition, 0, bytes.length);
    return this;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }
}

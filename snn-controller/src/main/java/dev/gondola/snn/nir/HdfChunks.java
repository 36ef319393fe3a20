package dev.gondola.snn.nir;

import io.jhdf.ObjectHeader;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.filter.ByteShuffleFilter;
import io.jhdf.filter.DeflatePipelineFilter;
import io.jhdf.filter.FletcherChecksumFilter;
import io.jhdf.object.message.FilterPipelineMessage;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The bytes of a dataset stored in chunks. jhdf unpacks a chunk to whatever length the packed data
 * have, so a small file can fill the memory; this unpacks to the length of the chunk and no
 * further.
 */
final class HdfChunks {
  private static final int MAX_CHUNK_BYTES = 1 << 26;
  private static final int CHECKSUM_BYTES = 4;

  /** The HDF5 library's number of the filter. */
  private static final int FLETCHER32 = 3;

  private final HdfBackingStorage storage;
  private final ChunkedDataset dataset;
  private final int[] dims;
  private final int[] chunk;
  private final int elementBytes;
  private final int chunkBytes;

  /**
   * Prepares reading.
   *
   * @param dims the dataset's dimensions, at least one
   * @param elementBytes the bytes of an element
   */
  HdfChunks(HdfBackingStorage storage, ChunkedDataset dataset, int[] dims, int elementBytes) {
    this.storage = storage;
    this.dataset = dataset;
    this.dims = dims;
    this.chunk = dataset.getChunkDimensions();
    this.elementBytes = elementBytes;
    if (chunk.length != dims.length || Arrays.stream(chunk).anyMatch(c -> c < 1)) {
      throw new NirFormatException("its chunks do not have the dimensions of the data");
    }
    long size = elementBytes;
    for (int c : chunk) {
      size = Math.min(size * c, MAX_CHUNK_BYTES + 1L);
    }
    if (size > MAX_CHUNK_BYTES) {
      throw new NirFormatException("has chunks above " + (MAX_CHUNK_BYTES >> 20) + " MiB");
    }
    this.chunkBytes = (int) size;
  }

  /** Reads all chunks into an array of that length, the whole of the dataset. */
  byte[] read(int length) {
    byte[] all = new byte[length];
    List<FilterInfo> filters = filters();
    int[] offset = new int[dims.length];
    do {
      ByteBuffer raw = dataset.getRawChunkBuffer(offset);
      byte[] bytes = new byte[raw.remaining()];
      raw.get(bytes);
      for (int i = filters.size() - 1; i >= 0; i--) {
        bytes = decode(bytes, filters.get(i));
      }
      if (bytes.length != chunkBytes) {
        throw new NirFormatException(
            "a chunk has %d bytes in place of %d".formatted(bytes.length, chunkBytes));
      }
      place(bytes, offset, all, 0, 0, 0);
    } while (next(offset));
    return all;
  }

  /** jhdf's own list of filters needs the libraries of filters that we do not have. */
  private List<FilterInfo> filters() {
    ObjectHeader header = ObjectHeader.readObjectHeader(storage, dataset.getAddress());
    return header.hasMessageOfType(FilterPipelineMessage.class)
        ? header.getMessageOfType(FilterPipelineMessage.class).getFilters()
        : List.of();
  }

  /** Moves on to the next chunk; false after the last one. */
  private boolean next(int[] offset) {
    for (int d = dims.length - 1; d >= 0; d--) {
      if (dims[d] - offset[d] > chunk[d]) {
        offset[d] += chunk[d];
        return true;
      }
      offset[d] = 0;
    }
    return false;
  }

  private byte[] decode(byte[] bytes, FilterInfo filter) {
    return switch (filter.getId()) {
      case DeflatePipelineFilter.ID -> inflate(bytes);
      case ByteShuffleFilter.ID -> new ByteShuffleFilter().decode(bytes, filter.getData());
      case FLETCHER32 -> new FletcherChecksumFilter().decode(bytes, filter.getData());
      default ->
          throw new NirFormatException(
              "is packed with \"%s\"; write it with gzip or without packing"
                  .formatted(filter.getName()));
    };
  }

  private byte[] inflate(byte[] bytes) {
    byte[] into = new byte[chunkBytes + CHECKSUM_BYTES + 1];
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(bytes);
      int length = 0;
      while (!inflater.finished() && length < into.length) {
        int n = inflater.inflate(into, length, into.length - length);
        if (n == 0 && !inflater.finished()) {
          throw new NirFormatException("a packed chunk is cut off");
        }
        length += n;
      }
      return Arrays.copyOf(into, length);
    } catch (DataFormatException e) {
      throw new NirFormatException("a packed chunk is damaged: " + e.getMessage());
    }
  }

  /** Copies what of a chunk lies within the dataset, row by row. */
  private void place(byte[] bytes, int[] offset, byte[] all, int d, int from, int to) {
    int n = Math.min(chunk[d], dims[d] - offset[d]);
    if (d == dims.length - 1) {
      int target = (to * dims[d] + offset[d]) * elementBytes;
      System.arraycopy(bytes, from * chunk[d] * elementBytes, all, target, n * elementBytes);
      return;
    }
    for (int i = 0; i < n; i++) {
      place(bytes, offset, all, d + 1, from * chunk[d] + i, to * dims[d] + offset[d] + i);
    }
  }
}

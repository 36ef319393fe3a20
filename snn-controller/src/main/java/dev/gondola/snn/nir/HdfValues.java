package dev.gondola.snn.nir;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.dataset.DatasetReader;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import io.jhdf.storage.HdfBackingStorage;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** Reads the datasets of one file. Every size is bounded before anything of that size is made. */
final class HdfValues {
  private static final int MAX_STRING_BYTES = 1 << 16;

  private final HdfBackingStorage storage;
  private final HdfStrings strings;
  private int valuesLeft = NirGraph.MAX_VALUES;

  HdfValues(HdfBackingStorage storage) {
    this.storage = storage;
    this.strings = new HdfStrings(storage);
  }

  /**
   * Reads a dataset.
   *
   * @throws NirFormatException if it is too large or holds nothing that NIR knows
   * @throws RuntimeException from jhdf, if the file is damaged
   */
  NirArray read(Dataset dataset) {
    DataType type = dataset.getDataType();
    NirDtype dtype = dtype(type);
    int[] shape = shape(dataset);
    int count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    if (count == 0) {
      return empty(dtype, shape);
    }
    ByteBuffer bytes = bytes(dataset, shape, count, type.getSize());
    if (type instanceof VariableLength text) {
      return NirArray.texts(strings.read(text, bytes, count), shape);
    }
    Object flat = DatasetReader.readDataset(type, bytes, count, storage);
    return switch (dtype) {
      case STRING -> NirArray.texts((String[]) flat, shape);
      case BOOL -> NirArray.wholes(dtype, truths((String[]) flat), shape);
      case FLOAT16, FLOAT32 -> NirArray.reals(dtype, widen((float[]) flat), shape);
      case FLOAT64 -> NirArray.reals(dtype, (double[]) flat, shape);
      default -> NirArray.wholes(dtype, longs(flat), shape);
    };
  }

  private int[] shape(Dataset dataset) {
    long[] dims = dataset.getDimensionsAsLong();
    if (dims.length > NirArray.MAX_RANK) {
      throw new NirFormatException("has more than " + NirArray.MAX_RANK + " dimensions");
    }
    boolean empty = Arrays.stream(dims).anyMatch(d -> d == 0);
    long count = 1;
    for (long dim : dims) {
      if (dim < 0 || dim > NirGraph.MAX_VALUES) {
        throw tooMany();
      }
      count = Math.min(count * Math.max(dim, 1), NirGraph.MAX_VALUES + 1L);
    }
    if (!empty && count > valuesLeft) {
      throw tooMany();
    }
    valuesLeft -= empty ? 0 : (int) count;
    return dataset.getDimensions();
  }

  private static NirFormatException tooMany() {
    return new NirFormatException(
        "the file holds more than " + NirGraph.MAX_VALUES + " numbers and strings");
  }

  private static NirArray empty(NirDtype dtype, int[] shape) {
    return switch (dtype) {
      case STRING -> NirArray.texts(new String[0], shape);
      case FLOAT16, FLOAT32, FLOAT64 -> NirArray.reals(dtype, new double[0], shape);
      default -> NirArray.wholes(dtype, new long[0], shape);
    };
  }

  private ByteBuffer bytes(Dataset dataset, int[] shape, int count, int elementBytes) {
    if (elementBytes < 1 || elementBytes > MAX_STRING_BYTES) {
      throw new NirFormatException("has elements of " + elementBytes + " bytes");
    }
    if (dataset.getDataType() instanceof StringData) {
      strings.charge((long) count * elementBytes);
    }
    if (dataset instanceof ChunkedDataset chunked) {
      int length = Math.multiplyExact(count, elementBytes);
      return ByteBuffer.wrap(new HdfChunks(storage, chunked, shape, elementBytes).read(length));
    }
    if (dataset instanceof ContiguousDataset && dataset.isEmpty()) {
      throw new NirFormatException("has a shape and no data");
    }
    return ((DatasetBase) dataset).getDataBuffer();
  }

  private static NirDtype dtype(DataType type) {
    return switch (type) {
      case FloatingPoint f when isIeee(f, 2, 5, 10) -> NirDtype.FLOAT16;
      case FloatingPoint f when isIeee(f, 4, 8, 23) -> NirDtype.FLOAT32;
      case FloatingPoint f when isIeee(f, 8, 11, 52) -> NirDtype.FLOAT64;
      case FixedPoint f when f.getBitPrecision() == 8 * f.getSize() && f.getBitOffset() == 0 ->
          whole(f);
      case EnumDataType e when isTruth(e) -> NirDtype.BOOL;
      case StringData s -> NirDtype.STRING;
      case VariableLength v when v.isVariableLengthString() -> NirDtype.STRING;
      default ->
          throw new NirFormatException(
              "holds neither numbers of up to 64 bits, nor truth values, nor strings");
    };
  }

  private static boolean isIeee(FloatingPoint f, int bytes, int exponent, int mantissa) {
    return f.getSize() == bytes
        && f.getBitPrecision() == 8 * bytes
        && f.getBitOffset() == 0
        && f.getExponentSize() == exponent
        && f.getMantissaSize() == mantissa;
  }

  private static NirDtype whole(FixedPoint f) {
    return switch (f.getSize()) {
      case 1 -> f.isSigned() ? NirDtype.INT8 : NirDtype.UINT8;
      case 2 -> f.isSigned() ? NirDtype.INT16 : NirDtype.UINT16;
      case 4 -> f.isSigned() ? NirDtype.INT32 : NirDtype.UINT32;
      case 8 -> f.isSigned() ? NirDtype.INT64 : NirDtype.UINT64;
      default -> throw new NirFormatException("has integers of " + f.getSize() + " bytes");
    };
  }

  /** h5py writes numpy's bool as an enumeration of one byte. */
  private static boolean isTruth(EnumDataType e) {
    return e.getBaseType().getSize() == 1
        && e.getEnumMapping().equals(Map.of(0, "FALSE", 1, "TRUE"));
  }

  private static long[] truths(String[] names) {
    if (!Set.of("FALSE", "TRUE").containsAll(Arrays.asList(names))) {
      throw new NirFormatException("has truth values that are neither true nor false");
    }
    return Arrays.stream(names).mapToLong(n -> n.equals("TRUE") ? 1 : 0).toArray();
  }

  private static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  private static long[] longs(Object flat) {
    long[] longs =
        switch (flat) {
          case byte[] a -> new long[a.length];
          case short[] a -> new long[a.length];
          case int[] a -> Arrays.stream(a).asLongStream().toArray();
          case long[] a -> a;
          case BigInteger[] a -> Arrays.stream(a).mapToLong(HdfValues::signed).toArray();
          default -> throw new NirFormatException("has integers of an unknown kind");
        };
    for (int i = 0; i < longs.length; i++) {
      if (flat instanceof byte[] a) {
        longs[i] = a[i];
      } else if (flat instanceof short[] a) {
        longs[i] = a[i];
      }
    }
    return longs;
  }

  private static long signed(BigInteger value) {
    if (value.bitLength() > 63) {
      throw new NirFormatException("has the number " + value + "; at most 2^63 - 1");
    }
    return value.longValue();
  }
}

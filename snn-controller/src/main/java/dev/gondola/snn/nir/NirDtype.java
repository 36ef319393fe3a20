package dev.gondola.snn.nir;

import java.util.Locale;

/** The element types of datasets in NIR files, under numpy's names. */
public enum NirDtype {
  FLOAT16(Kind.REAL, 2),
  FLOAT32(Kind.REAL, 4),
  FLOAT64(Kind.REAL, 8),
  INT8(Kind.WHOLE, 1),
  INT16(Kind.WHOLE, 2),
  INT32(Kind.WHOLE, 4),
  INT64(Kind.WHOLE, 8),
  UINT8(Kind.WHOLE, 1),
  UINT16(Kind.WHOLE, 2),
  UINT32(Kind.WHOLE, 4),
  UINT64(Kind.WHOLE, 8),
  BOOL(Kind.WHOLE, 1),
  STRING(Kind.TEXT, 1);

  /** What elements are in Java: {@code double}, {@code long} or {@code String}. */
  enum Kind {
    REAL,
    WHOLE,
    TEXT
  }

  private final Kind kind;
  private final int bytes;

  NirDtype(Kind kind, int bytes) {
    this.kind = kind;
    this.bytes = bytes;
  }

  /** Returns numpy's name, for instance {@code float32}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the bytes of one number, or of one character of a string. */
  public int bytes() {
    return bytes;
  }

  /** Returns whether elements are floating-point numbers. */
  public boolean isReal() {
    return kind == Kind.REAL;
  }

  /** Returns whether elements are whole numbers; truth values are 0 and 1. */
  public boolean isWhole() {
    return kind == Kind.WHOLE;
  }

  /** Returns whether elements are numbers of any kind. */
  public boolean isNumber() {
    return kind != Kind.TEXT;
  }
}
